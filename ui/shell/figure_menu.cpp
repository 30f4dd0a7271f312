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

FigureMenu::FigureMenu(MainWindow& window, FigureFiles& files)
    : QObject(&window)
    , m_window(window)
    , m_files(files)
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

Figure FigureMenu::bare(const FigureOffer& offer) const
{
    const theme::Theme theme = m_isInWindowColours ? theme::current() : theme::Theme::Light;
    Figure figure = offer.make(theme);
    figure.theme = theme;
    return figure;
}

void FigureMenu::addEntries(QMenu& menu, const FigureOffer& offer, const QPoint& at)
{
    add(menu, "figureTitleAction", offer.title)->setEnabled(false);
    menu.addSeparator();
    Figure figure;
    try {
        figure = bare(offer); // now: what is shown at the click, whatever changes while the menu is open
    } catch (const Error& error) {
        add(menu, "figureReasonAction", text::ofCore(error.message()))->setEnabled(false);
        return;
    }
    const bool isPinned = !figure.session.isEmpty() || figure.caption.isEmpty(); // one of the gallery, or its
                                                                                 // sheet
    if (!isPinned)
        addPin(menu, figure);
    figure = m_files.complete(figure);
    QAction* copying = add(menu, "copyFigureHereAction", tr("&Copy"));
    copying->setShortcut(QKeySequence::Copy);
    copying->setShortcutContext(Qt::WidgetShortcut); // shown alone: the key is the Edit menu's
    connect(copying, &QAction::triggered, this, [this, figure] { m_files.copy(figure); });
    const auto save = [&](const char* objectName, const QString& title, FigureFormat format) {
        connect(add(menu, objectName, title), &QAction::triggered, this,
            [this, figure, format] { m_files.choosePath(figure, format); });
    };
    save("savePngAction", tr("Save as &PNG\u2026"), FigureFormat::Png);
    save("saveLargePngAction", tr("Save as PNG, &3 times as large\u2026"), FigureFormat::LargePng);
    save("saveSvgAction", tr("Save as &SVG\u2026"), FigureFormat::Svg);
    save("savePdfAction", tr("Save as P&DF\u2026"), FigureFormat::Pdf);
    if (offer.animate)
        addAnimation(menu, offer);
    menu.addSeparator();
    QAction* colours = add(menu, "windowColoursAction", tr("Figures in the colours of the &window"));
    colours->setCheckable(true);
    colours->setChecked(m_isInWindowColours);
    connect(colours, &QAction::toggled, this, [this](bool are) { m_isInWindowColours = are; });
    connect(add(menu, "whatIsThisAction", tr("What is t&his?")), &QAction::triggered, &m_window,
        [at, caption = figure.caption, place = offer.place] { QWhatsThis::showText(at, caption, place); });
}

void FigureMenu::addPin(QMenu& menu, const Figure& figure)
{
    QAction* action = add(menu, "pinFigureHereAction", tr("P&in to the gallery"));
    action->setShortcut(Qt::Key_P);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, figure] { pin(figure); });
}

void FigureMenu::addAnimation(QMenu& menu, const FigureOffer& offer)
{
    QAction* action = add(menu, "saveStepsAction", tr("Save the s&teps as animated WebP\u2026"));
    try {
        Animation animation = offer.animate();
        for (Animation::Frame& frame : animation.frames)
            frame.figure.theme = m_isInWindowColours ? theme::current() : theme::Theme::Light;
        connect(action, &QAction::triggered, this,
            [this, whole = m_files.complete(animation)] { m_files.choosePath(whole); });
    } catch (const Error&) { // this attack left no steps
        action->setEnabled(false);
    }
}

void FigureMenu::copy(const Figure& figure)
{
    m_files.copy(m_files.complete(figure));
}

void FigureMenu::chooseFile(const Figure& figure)
{
    m_files.choosePath(m_files.complete(figure));
}

void FigureMenu::pin(const Figure& figure)
{
    m_files.pin(figure);
}

void FigureMenu::pinCurrent()
{
    if (m_window.view("gallery")->isActive())
        return m_window.showMessage(tr("These figures are pinned already."));
    withCurrent(&FigureMenu::pin);
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
        (this->*act)(bare(*offer));
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
