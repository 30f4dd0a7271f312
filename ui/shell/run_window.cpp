// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/run_window.h"

#include "client/engine_client.h"
#include "client/trace.h"
#include "shell/intro.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "shell/widget_dump.h"

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
    const WindowSettings settings = WindowSettings::read();
    theme::apply(application, options.theme.value_or(settings.theme));
    Engine engine(EngineOptions {.workers = options.workers});
    EngineClient client(engine);
    SessionState session(client);
    MainWindow window(client, session);
    Intro intro(session, window);
    if (!options.noIntro && !settings.isMotionReduced)
        intro.start();
    if (!options.openPath.empty())
        client.open(OpenModelRequest {options.openPath});
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
