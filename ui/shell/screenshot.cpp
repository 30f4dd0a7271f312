// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/screenshot.h"

#include "api/error.h"
#include "client/engine_client.h"
#include "shell/explain_dock.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "text/language.h"
#include "views/view.h"
#include "widgets/plot_panel.h"

#include <QApplication>
#include <QPixmap>
#include <QTemporaryDir>
#include <QTimer>

namespace epsilonlab::ui {

namespace {

constexpr int kLongestMs = 30000;

void requireSize(const MainWindow& window, QSize wanted)
{
    if (window.size() == wanted)
        return;
    throw Error(ErrorCode::BadParameter,
        "The window cannot be " + std::to_string(wanted.width()) + "x" + std::to_string(wanted.height())
            + ": it needs at least " + std::to_string(window.minimumWidth()) + "x"
            + std::to_string(window.minimumHeight()) + ". Give a larger size.");
}

/// Runs the event loop until the view has nothing left to wait for.
void waitFor(QApplication& application, View& view)
{
    QTimer::singleShot(kLongestMs, &view, [&application] { application.exit(1); });
    QObject::connect(
        &view, &View::settled, &application, [&application] { application.exit(0); }, Qt::QueuedConnection);
    while (!view.isSettled()) { // an exit that was queued by an earlier wait may end the loop too soon
        if (QApplication::exec() != 0)
            throw Error(ErrorCode::Internal,
                "The window had nothing to show within 30 seconds. Please report this as a fault.");
    }
}

} // namespace

QImage windowPicture(QApplication& application, const ScreenshotOptions& options)
{
    const QTemporaryDir settings;
    WindowSettings::keepIn(settings.path());
    theme::apply(application, options.theme);
    Language::use(application, options.language);
    Engine engine;
    EngineClient client(engine);
    SessionState session(client);
    options.start.applyTo(session);
    MainWindow window(client, session);
    View& view = options.start.showTab(window);
    window.resize(options.size);
    requireSize(window, options.size);
    window.show();
    // What the window puts off until it is up: the list of data sets.
    QTimer::singleShot(0, &application, [&application] { application.exit(0); });
    QApplication::exec();
    waitFor(application, view);
    window.explainDock()->showNow();
    // A new text first asks its page for another layout, that one the area around it.
    for (int round = 0; round < 3; ++round)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    for (PlotPanel* plot : window.findChildren<PlotPanel*>())
        plot->drawNow();
    return window.grab().toImage();
}

} // namespace epsilonlab::ui
