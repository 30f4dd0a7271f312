// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/run_window.h"

#include "client/engine_client.h"
#include "client/trace.h"
#include "shell/intro.h"
#include "shell/main_window.h"
#include "shell/session_files.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "shell/undo_history.h"
#include "shell/widget_dump.h"
#include "shell/window_keeper.h"
#include "text/language.h"

#include <QApplication>
#include <QTextStream>
#include <QTimer>

namespace epsilonlab::ui {

namespace {

void dumpAndQuit(const MainWindow& window)
{
    QTextStream(stdout) << widgetDump(window);
    QCoreApplication::quit();
}

} // namespace

int runWindow(QApplication& application, const WindowOptions& options)
{
    Trace::instance().mark("main");
    const WindowSettings settings = WindowSettings::read();
    theme::apply(application, options.theme.value_or(settings.theme));
    const QString remembered = settings.language.isEmpty() ? Language::ofSystem() : settings.language;
    Language::use(application, options.language.isEmpty() ? remembered : options.language);
    Engine engine(EngineOptions{.workers = options.workers});
    EngineClient client(engine);
    SessionState session(client);
    options.start.applyTo(session);
    const bool hasIntro = !options.noIntro && options.start.isDefault() && !settings.isMotionReduced;
    if (hasIntro)
        session.setEpsilon(0.0);
    // Asked before there is a window: libtorch makes itself ready on the engine's thread while this one
    // builds widgets.
    client.preview(session.previewRequest());
    WindowKeeper keeper(client, session);
    MainWindow& window = keeper.window(); // until another language is chosen
    options.start.showTab(window);
    window.undoHistory()->restart();
    if (hasIntro) {
        auto* intro = new Intro(session, window);
        QObject::connect(intro, &Intro::finished, window.undoHistory(), &UndoHistory::restart);
        intro->start();
    }
    if (!options.openPath.empty())
        window.openFile(QString::fromStdString(options.openPath));
    else if (!options.dumpWidgets)
        QTimer::singleShot(0, window.sessionFiles(), &SessionFiles::offerLost);
    window.show();
    Trace::instance().startWatchdog();
    if (options.dumpWidgets)
        QTimer::singleShot(0, &window, [&window] { dumpAndQuit(window); });
    return QApplication::exec();
}

int runWindow(int& argc, char** argv, const WindowOptions& options)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("EpsilonLab"));
    QApplication::setApplicationVersion(QString::fromStdString(programVersion()));
    return runWindow(application, options);
}

} // namespace epsilonlab::ui
