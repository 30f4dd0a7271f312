// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/menus.h"

#include "client/engine_client.h"
#include "shell/draw_dialog.h"
#include "shell/explain_dock.h"
#include "shell/figure_menu.h"
#include "shell/language_menu.h"
#include "shell/log_dock.h"
#include "shell/main_window.h"
#include "shell/model_files.h"
#include "shell/picture_files.h"
#include "shell/report_files.h"
#include "shell/screenshot_dialog.h"
#include "shell/session_files.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "shell/shortcut_sheet.h"
#include "shell/theme_menu.h"
#include "shell/tour.h"
#include "shell/undo_history.h"
#include "text/language.h"
#include "views/view.h"

#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace epsilonlab::ui {

namespace {

constexpr int kDrawMargin = 30;

} // namespace

Menus::Menus(MainWindow& window, EngineClient& client, SessionState& session)
    : QObject(&window)
    , m_window(window)
    , m_client(client)
    , m_session(session)
{
    window.menuBar()->setObjectName("menuBar");
    window.menuBar()->setAccessibleName(tr("Menu"));
    createFile();
    createEdit();
    createView();
    createOfViews();
    createHelp();
}

QMenu* Menus::addMenu(const char* objectName, const QString& title)
{
    QMenu* menu = m_window.menuBar()->addMenu(title);
    menu->setObjectName(QLatin1String(objectName));
    menu->setAccessibleName(withoutMnemonic(title));
    menu->setToolTipsVisible(true);
    return menu;
}

QAction* Menus::add(QMenu* menu, const char* objectName, const QString& title, const QKeySequence& key)
{
    QAction* action = menu->addAction(title);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcut(key);
    return action;
}

void Menus::createFile()
{
    QMenu* menu = addMenu("fileMenu", tr("&File"));
    QAction* open = add(menu, "openModelAction", tr("&Open network\u2026"), QKeySequence::Open);
    connect(open, &QAction::triggered, m_window.modelFiles(), &ModelFiles::chooseAndOpen);
    QAction* save = add(menu, "saveModelAction", tr("Save network &A as\u2026"), {});
    connect(save, &QAction::triggered, m_window.modelFiles(), &ModelFiles::chooseAndSave);
    QAction* picture
        = add(menu, "openPictureAction", tr("Open &picture\u2026"), QKeySequence(Qt::CTRL | Qt::Key_I));
    connect(picture, &QAction::triggered, m_window.pictureFiles(), &PictureFiles::chooseAndOpen);
    menu->addSeparator();
    createSessions(menu);
    menu->addSeparator();
    QAction* report = add(menu, "reportAction", tr("Repor&t\u2026"), QKeySequence(Qt::CTRL | Qt::Key_R));
    connect(report, &QAction::triggered, m_window.reportFiles(), &ReportFiles::chooseAndWrite);
    createFigures(menu);
    QAction* screenshot = add(menu, "screenshotAction", tr("Save &screenshot\u2026"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    connect(screenshot, &QAction::triggered, &m_window, [this] { chooseAndSaveScreenshot(m_window); });
    menu->addSeparator();
    QAction* quit = add(menu, "quitAction", tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    connect(quit, &QAction::triggered, &m_window, &QWidget::close);
}

void Menus::createSessions(QMenu* menu)
{
    SessionFiles* files = m_window.sessionFiles();
    QAction* open = add(
        menu, "openSessionAction", tr("Open s&ession\u2026"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    connect(open, &QAction::triggered, files, &SessionFiles::chooseAndOpen);
    QMenu* recent = menu->addMenu(tr("&Recent sessions"));
    recent->setObjectName("recentSessionsMenu");
    recent->setAccessibleName(tr("Recent sessions"));
    recent->setToolTipsVisible(true);
    connect(recent, &QMenu::aboutToShow, files, [files, recent] { files->fillRecent(*recent); });
    QAction* save = add(menu, "saveSessionAction", tr("&Save session as\u2026"), QKeySequence::Save);
    connect(save, &QAction::triggered, files, &SessionFiles::chooseAndSave);
}

void Menus::createFigures(QMenu* menu)
{
    FigureMenu* figures = m_window.figureMenu();
    QAction* file
        = add(menu, "exportFigureAction", tr("E&xport figure\u2026"), QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(file, &QAction::triggered, figures, &FigureMenu::exportCurrent);
    QMenu* all = menu->addMenu(tr("Fi&gures"));
    all->setObjectName("figuresMenu");
    all->setAccessibleName(tr("Figures of this tab"));
    connect(all, &QMenu::aboutToShow, figures, [figures, all] { figures->fill(*all); });
}

void Menus::createEdit()
{
    QMenu* menu = addMenu("editMenu", tr("&Edit"));
    QUndoStack* stack = m_window.undoHistory()->stack();
    QAction* undo = stack->createUndoAction(menu, tr("&Undo"));
    undo->setObjectName("undoAction");
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    QAction* redo = stack->createRedoAction(menu, tr("&Redo"));
    redo->setObjectName("redoAction");
    redo->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    menu->addActions({undo, redo});
    menu->addSeparator();
    QAction* draw = add(menu, "drawAction", tr("&Draw a digit"), QKeySequence(Qt::Key_D));
    connect(draw, &QAction::triggered, this, &Menus::showDrawDialog);
    QAction* copy = add(menu, "copyFigureAction", tr("&Copy figure"), QKeySequence::Copy);
    connect(copy, &QAction::triggered, m_window.figureMenu(), &FigureMenu::copyCurrent);
    QAction* pin = add(menu, "pinFigureAction", tr("P&in figure to the gallery"), QKeySequence(Qt::Key_P));
    connect(pin, &QAction::triggered, m_window.figureMenu(), &FigureMenu::pinCurrent);
    QAction* paste = add(menu, "pastePictureAction", tr("&Paste picture"), QKeySequence::Paste);
    connect(paste, &QAction::triggered, this, &Menus::paste);
}

/// A figure of this program brings its session back; any other picture becomes the digit.
void Menus::paste()
{
    if (!m_window.sessionFiles()->openPasted())
        m_window.pictureFiles()->paste();
}

void Menus::showDrawDialog()
{
    if (!m_draw)
        m_draw = new DrawDialog(m_client, m_session, &m_window);
    if (!m_draw->isVisible()) { // over the explanation, so that the pictures stay in sight
        m_draw->adjustSize();
        const QPoint corner(m_window.width() - m_draw->width() - kDrawMargin / 5,
            m_window.height() - m_draw->height() - kDrawMargin);
        m_draw->move(m_window.mapToGlobal(corner));
    }
    m_draw->show();
    m_draw->activateWindow();
}

void Menus::takeOver(const Menus& earlier)
{
    if (!earlier.m_draw)
        return;
    m_draw = new DrawDialog(m_client, m_session, &m_window);
    m_draw->takeOver(*earlier.m_draw);
}

void Menus::createView()
{
    QMenu* menu = addMenu("viewMenu", tr("&View"));
    int number = 1;
    for (View* view : m_window.views()) {
        QAction* show = add(menu, "showViewAction", tr("&%1 %2").arg(number).arg(view->accessibleName()),
            QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
        const QString id = view->objectName().chopped(4); // without "View"
        connect(show, &QAction::triggered, &m_window, [this, id] { m_window.showView(id); });
        ++number;
    }
    menu->addSeparator();
    QAction* explain = add(menu, "explainAction", tr("&Explain"), QKeySequence(Qt::Key_F1));
    connect(explain, &QAction::triggered, m_window.explainDock(), &ExplainDock::toggleRequested);
    QAction* log = m_window.logDock()->toggleViewAction();
    log->setObjectName("logAction");
    menu->addAction(log);
    menu->addMenu(makeThemeMenu(m_window, *menu));
    menu->addMenu(makeLanguageMenu(m_window));
    QAction* projector
        = add(menu, "projectorAction", tr("&Projector mode"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    projector->setCheckable(true);
    projector->setChecked(theme::isProjecting());
    projector->setToolTip(tr(
        "Letters half as large again, explanation and log out of the way; the same key brings everything back."));
    connect(projector, &QAction::triggered, &m_window, &MainWindow::projectorWanted);
    QAction* motion = add(menu, "reduceMotionAction", tr("Reduce &motion"), {});
    motion->setCheckable(true);
    motion->setChecked(WindowSettings::read().isMotionReduced);
    connect(motion, &QAction::toggled, this, [](bool isReduced) {
        WindowSettings settings = WindowSettings::read();
        settings.isMotionReduced = isReduced;
        settings.write();
    });
    QAction* reset = add(menu, "resetLayoutAction", tr("&Reset layout"), {});
    connect(reset, &QAction::triggered, &m_window, &MainWindow::resetLayout);
}

void Menus::createOfViews()
{
    for (View* view : m_window.views()) {
        const QList<QAction*> actions = view->menuActions();
        if (actions.isEmpty())
            continue;
        const QByteArray objectName = view->objectName().chopped(4).toLatin1() + "Menu";
        QMenu* menu = addMenu(objectName.constData(), QStringLiteral("&") + view->accessibleName());
        for (QAction* action : actions)
            action ? menu->addAction(action) : static_cast<void>(menu->addSeparator());
    }
}

void Menus::createHelp()
{
    QMenu* menu = addMenu("helpMenu", tr("&Help"));
    QAction* keys = add(menu, "shortcutsAction", tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_Question));
    connect(keys, &QAction::triggered, this, &Menus::showShortcuts);
    createTour(menu);
    QAction* about = add(menu, "aboutAction", tr("&About EpsilonLab"), {});
    connect(about, &QAction::triggered, this, &Menus::showAbout);
}

void Menus::createTour(QMenu* menu)
{
    auto* tour = new Tour(m_window, m_session);
    QAction* start = add(menu, "tourAction", tr("&Tour of ten minutes"), QKeySequence(Qt::Key_F2));
    start->setToolTip(tr("A tour through the window: start, or its next stop. Esc ends it."));
    connect(start, &QAction::triggered, tour, &Tour::startOrNext);
    ExplainDock* dock = m_window.explainDock();
    connect(dock, &ExplainDock::tourWanted, tour, &Tour::startOrNext);
    connect(tour, &Tour::started, dock, &ExplainDock::tourAnswered);
    connect(dock, &ExplainDock::tourAnswered, this, [] {
        WindowSettings settings = WindowSettings::read();
        settings.wasTourOffered = true;
        settings.write();
    });
    if (!WindowSettings::read().wasTourOffered)
        dock->offerTour();
}

void Menus::showShortcuts()
{
    auto* sheet
        = new ShortcutSheet(*m_window.menuBar(), QString::fromStdString(m_session.view().tab), &m_window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

void Menus::showAbout()
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About EpsilonLab"),
        tr("<h3>EpsilonLab %1</h3><p>A desktop laboratory for adversarial examples.</p>"
           "<p>libtorch %2, Qt %3. GPL-3.0-or-later.</p>")
            .arg(QString::fromStdString(programVersion()), QString::fromStdString(libtorchVersion()),
                QLatin1String(qVersion())),
        QMessageBox::Close, &m_window);
    box->setObjectName("aboutBox");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace epsilonlab::ui
