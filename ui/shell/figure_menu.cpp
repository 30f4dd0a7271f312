// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/figure_menu.h"

#include "api/error.h"
#include "shell/figure_files.h"
#include "shell/main_window.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QCursor>
#include <QMenu>
#include <QWhatsThis>

namespace epsilonlab::ui {

FigureMenu::FigureMenu(MainWindow& window, FigureFiles& files) : QObject(&window), m_window(window), m_files(files)
{
    for (View* view : window.views())
        for (const FigureOffer& offer : view->figures()) {
            m_offers.append({view, offer});
            offer.place->installEventFilter(this);
        }
}

bool FigureMenu::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ContextMenu)
        return false;
    for (const Offered& each : std::as_const(m_offers)) {
        if (each.offer.place != watched)
            continue;
        event->accept();
        show(each.offer, static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    return false;
}

void FigureMenu::fill(QMenu& menu)
{
    menu.clear();
    for (const Offered& each : std::as_const(m_offers)) {
        if (!each.view->isActive() || !each.offer.place->isVisible())
            continue;
        QAction* action = add(menu, "figureOfViewAction", each.offer.title);
        connect(action, &QAction::triggered, this, [this, offer = each.offer] {
            show(offer, offer.place->mapToGlobal(offer.place->rect().center()));
        });
    }
}

void FigureMenu::show(const FigureOffer& offer, const QPoint& at)
{
    auto* menu = new QMenu(&m_window);
    menu->setObjectName("figureMenu");
    menu->setAccessibleName(tr("Figure: %1").arg(offer.title));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addEntries(*menu, offer, at);
    menu->popup(at);
}

QAction* FigureMenu::add(QMenu& menu, const char* objectName, const QString& title)
{
    QAction* action = menu.addAction(title);
    action->setObjectName(QLatin1String(objectName));
    return action;
}

Figure FigureMenu::figureOf(const FigureOffer& offer) const
{
    const theme::Theme theme = m_isInWindowColours ? theme::current() : theme::Theme::Light;
    Figure figure = offer.make(theme);
    figure.theme = theme;
    return m_files.complete(figure);
}

void FigureMenu::addEntries(QMenu& menu, const FigureOffer& offer, const QPoint& at)
{
    add(menu, "figureTitleAction", offer.title)->setEnabled(false);
    menu.addSeparator();
    Figure figure;
    try {
        figure = figureOf(offer); // now: what is shown at the click, whatever changes while the menu is open
    } catch (const Error& error) {
        add(menu, "figureReasonAction", text::ofCore(error.message()))->setEnabled(false);
        return;
    }
    QAction* copying = add(menu, "copyFigureHereAction", tr("&Copy"));
    copying->setShortcut(QKeySequence::Copy);
    copying->setShortcutContext(Qt::WidgetShortcut); // shown alone: the key is the Edit menu's
    connect(copying, &QAction::triggered, this, [this, figure] { copy(figure); });
    const auto save = [&](const char* objectName, const QString& title, FigureFormat format) {
        connect(add(menu, objectName, title), &QAction::triggered, this, [this, figure, format] { m_files.choosePath(figure, format); });
    };
    save("savePngAction", tr("Save as &PNG\u2026"), FigureFormat::Png);
    save("saveLargePngAction", tr("Save as PNG, &3 times as large\u2026"), FigureFormat::LargePng);
    save("saveSvgAction", tr("Save as &SVG\u2026"), FigureFormat::Svg);
    save("savePdfAction", tr("Save as P&DF\u2026"), FigureFormat::Pdf);
    menu.addSeparator();
    QAction* colours = add(menu, "windowColoursAction", tr("Figures in the colours of the &window"));
    colours->setCheckable(true);
    colours->setChecked(m_isInWindowColours);
    connect(colours, &QAction::toggled, this, [this](bool are) { m_isInWindowColours = are; });
    connect(add(menu, "whatIsThisAction", tr("What is t&his?")), &QAction::triggered, &m_window,
        [at, caption = figure.caption, place = offer.place] { QWhatsThis::showText(at, caption, place); });
}

void FigureMenu::copy(const Figure& figure)
{
    m_files.copy(figure);
}

void FigureMenu::chooseFile(const Figure& figure)
{
    m_files.choosePath(figure);
}

void FigureMenu::copyCurrent()
{
    withCurrent(&FigureMenu::copy);
}

void FigureMenu::exportCurrent()
{
    withCurrent(&FigureMenu::chooseFile);
}

void FigureMenu::withCurrent(void (FigureMenu::*act)(const Figure&))
{
    const FigureOffer* offer = current();
    if (!offer)
        return m_window.showMessage(tr("This tab has no figure."));
    try {
        (this->*act)(figureOf(*offer));
    } catch (const Error& error) {
        m_window.showMessage(text::ofCore(error.message()));
    }
}

const FigureOffer* FigureMenu::current() const
{
    for (const QWidget* under = QApplication::widgetAt(QCursor::pos()); under; under = under->parentWidget())
        for (const Offered& each : m_offers)
            if (each.offer.place == under)
                return &each.offer;
    for (const Offered& each : m_offers)
        if (each.view->isActive())
            return &each.offer;
    return nullptr;
}

} // namespace epsilonlab::ui
