// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_window.h"

#include "api/faults.h"
#include "client/engine_client.h"
#include "client/trace.h"
#include "shell/explain_dock.h"
#include "shell/file_drop.h"
#include "shell/kept.h"
#include "shell/log_dock.h"
#include "shell/menus.h"
#include "shell/report_files.h"
#include "shell/session_bar.h"
#include "shell/session_files.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "shell/spoken_labels.h"
#include "shell/status_chip.h"
#include "shell/status_line.h"
#include "shell/tour.h"
#include "shell/undo_history.h"
#include "shell/views.h"
#include "shell/widget_state.h"
#include "shell/window_geometry.h"
#include "widgets/decision_strip.h"

#include <QApplication>
#include <QCloseEvent>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace epsilonlab::ui {

namespace {

constexpr int kSaveAfterMs = 500;

} // namespace

MainWindow::MainWindow(EngineClient& client, SessionState& session, QWidget* parent)
    : QMainWindow(parent)
    , m_client(client)
    , m_session(session)
{
    setObjectName("mainWindow");
    setAccessibleName(QStringLiteral("EpsilonLab"));
    const QString fault = QString::fromStdString(faults::simulatedId());
    setWindowTitle(
        fault.isEmpty() ? QStringLiteral("EpsilonLab") : tr("EpsilonLab, simulated fault: %1").arg(fault));
    createBars();
    createTabs();
    m_docks = new WindowDocks(*this, client);
    new Menus(*this, client, session);
    connectAll();
    new SpokenLabels(this);
    restoreSettings();
    onTabChanged(m_tabs->currentIndex());
    m_tabs->currentWidget()->setFocus(); // its keys work before anything was clicked
}

void MainWindow::createBars()
{
    m_sessionBar = new SessionBar(m_client, m_session, this);
    auto* bar = new QToolBar(tr("Networks and digit"), this);
    bar->setObjectName("sessionToolBar");
    bar->setAccessibleName(tr("Networks and digit"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(m_sessionBar);
    addToolBar(bar);
    m_status = new StatusLine(m_client, this);
    setStatusBar(m_status);
    setContextMenuPolicy(Qt::NoContextMenu); // or a right click offers to hide the session bar for good
}

void MainWindow::createTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName("viewTabs");
    m_tabs->setAccessibleName(tr("Views"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName("viewTabBar");
    m_tabs->tabBar()->setAccessibleName(tr("Views"));
    int number = 1;
    for (const ViewInfo& info : viewInfos()) {
        View* made = info.make(m_client, m_session, m_tabs);
        made->setObjectName(info.id + "View");
        made->setAccessibleName(info.title);
        made->setAutoFillBackground(true);
        m_tabs->addTab(made, QStringLiteral("%1 %2").arg(number).arg(info.title));
        m_tabs->setTabToolTip(m_tabs->count() - 1, tr("%1 (Ctrl+%2)").arg(info.title).arg(number++));
        m_views.push_back(made);
    }
    auto* area = new QWidget(this);
    area->setObjectName("centralArea");
    area->setAccessibleName(tr("Views"));
    m_strip = new DecisionStrip(area);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_tabs, 1);
    setCentralWidget(area);
    m_files = new WindowFiles(*this, m_client, m_session, *m_strip);
    m_undoHistory = keptBy<UndoHistory>(m_session, m_session);
}

void MainWindow::openFile(const QString& path)
{
    for (View* each : m_views) {
        if (!each->opens(path))
            continue;
        m_tabs->setCurrentWidget(each);
        each->open(path);
        return;
    }
    m_files->open(path);
}

void MainWindow::connectAll()
{
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::onTabChanged);
    connect(m_sessionBar, &SessionBar::reportWanted, m_files->reports(), &ReportFiles::chooseAndWrite);
    connect(m_sessionBar, &SessionBar::noteRaised, m_strip, &DecisionStrip::showNote);
    LogDock* log = m_docks->log();
    connect(m_status, &StatusLine::logged, log, &LogDock::add);
    connect(m_status, &StatusLine::logWanted, log, [log] { log->setVisible(log->isHidden()); });
    connect(m_docks, &WindowDocks::explainChosen, &m_saveSoon, qOverload<>(&QTimer::start));
    connect(&m_session, &SessionState::datasetFailed, this, &MainWindow::showMessage);
    connect(&m_session, &SessionState::viewChanged, this,
        [this] { showView(QString::fromStdString(m_session.view().tab)); });
    connect(&m_session, &SessionState::viewChanged, &m_saveSoon, qOverload<>(&QTimer::start));
    connect(new FileDrop(*this), &FileDrop::dropped, this, &MainWindow::openFile);
    connect(qobject_cast<GalleryView*>(view("gallery")), &GalleryView::stateWanted, m_files->sessions(),
        [this](const QByteArray& json) { m_files->sessions()->openJson(json, tr("The pinned figure")); });
    for (View* each : m_views) {
        connect(each, &View::messageRaised, this, &MainWindow::showMessage);
        connect(each, &View::warningRaised, m_status, &StatusLine::addWarning);
        connect(each, &View::explanationChanged, m_docks->explain(), [this, each] {
            if (each->isActive())
                m_docks->explain()->setExplanation(each->explanation());
        });
    }
    connect(theme::notifier(), &theme::Notifier::changed, this, &MainWindow::refreshColours);
    refreshColours();
    connect(this, &MainWindow::languageWanted, this, &MainWindow::saveSettings);
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(kSaveAfterMs);
    connect(&m_saveSoon, &QTimer::timeout, this, &MainWindow::saveSettings);
    // Looking at the disk for data sets can wait until the window is up.
    QTimer::singleShot(0, m_sessionBar, &SessionBar::refreshDatasets);
}

View* MainWindow::view(const QString& id) const
{
    for (View* each : m_views) {
        if (each->objectName() == id + "View")
            return each;
    }
    return nullptr;
}

void MainWindow::showView(const QString& id)
{
    if (View* wanted = view(id))
        m_tabs->setCurrentWidget(wanted);
}

void MainWindow::showMessage(const QString& sentence)
{
    m_status->showMessage(sentence);
}

void MainWindow::takeOver(MainWindow& earlier)
{
    takeOverGeometry(*this, earlier);
    m_docks->setExplainWanted(earlier.m_docks->isExplainWanted());
    m_files->reports()->takeOver(*earlier.m_files->reports());
    m_status->takeOver(*earlier.m_status);
    m_docks->log()->takeOver(*earlier.m_docks->log());
    findChild<StatusChip*>()->takeOver(*earlier.findChild<StatusChip*>());
    findChild<Menus*>()->takeOver(*earlier.findChild<Menus*>());
    for (std::size_t i = 0; i < m_views.size(); ++i)
        m_views[i]->takeOver(*earlier.m_views[i]);
    copyWidgetState(earlier, *this);
    findChild<Tour*>()->takeOver(*earlier.findChild<Tour*>());
    m_files->sessions()->offerLost(); // if that question was open; a person who answered it has taken the
                                      // file away
}

void MainWindow::onTabChanged(int index)
{
    Trace::instance().awaitPaint(*m_tabs->widget(index));
    for (View* each : m_views)
        each->setActive(each == m_tabs->widget(index));
    m_docks->explain()->setExplanation(m_views[static_cast<std::size_t>(index)]->explanation());
    SessionView view = m_session.view();
    view.tab = m_tabs->widget(index)->objectName().chopped(4).toStdString(); // without "View"
    m_session.setView(view);
}

void MainWindow::refreshColours()
{
    QPalette ground = QApplication::palette();
    ground.setColor(QPalette::Window, theme::palette().background);
    for (View* each : m_views)
        each->setPalette(ground);
}

void MainWindow::setTheme(theme::Theme theme)
{
    if (theme != theme::current())
        theme::apply(*qApp, theme);
    m_saveSoon.start();
}

void MainWindow::resetLayout()
{
    resizeToDefault(*this);
    m_docks->reset();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_docks->fitAfter(*event);
    m_saveSoon.start();
}

void MainWindow::restoreSettings()
{
    const WindowSettings settings = WindowSettings::read();
    restoreWindowGeometry(*this, settings.geometry);
    SessionView view = m_session.view();
    view.areStepsOpen = settings.areStepsOpen;
    m_session.setView(view);
    m_docks->setExplainWanted(settings.isExplainOpen);
}

void MainWindow::saveSettings() const
{
    WindowSettings settings = WindowSettings::read();
    settings.geometry = saveGeometry();
    settings.theme = theme::current();
    settings.isExplainOpen = m_docks->isExplainWanted();
    settings.areStepsOpen = m_session.view().areStepsOpen;
    settings.write();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveSettings();
    hide(); // at once: the engine gives its jobs up within 300 ms, nobody needs to watch
    event->accept();
}

} // namespace epsilonlab::ui
