// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_files.h"

#include "shell/figure_files.h"
#include "shell/figure_menu.h"
#include "shell/kept.h"
#include "shell/main_window.h"
#include "shell/model_files.h"
#include "shell/picture_files.h"
#include "shell/pins.h"
#include "shell/report_files.h"
#include "shell/session_files.h"
#include "shell/session_state.h"

namespace epsilonlab::ui {

void WindowFiles::create(
    MainWindow& window, EngineClient& client, SessionState& session, DecisionStrip& strip)
{
    models = new ModelFiles(client, session, strip, &window);
    pictures = new PictureFiles(client, session, strip, &window);
    reports = new ReportFiles(client, session, strip, &window);
    sessions = new SessionFiles(client, session, strip, window);
    figures = new FigureFiles(*sessions, *keptBy<Pins>(session), strip, window);
    figureMenu = new FigureMenu(window, *figures);
}

void WindowFiles::open(const QString& path) const
{
    if (ModelFiles::isModelFile(path))
        models->open(path);
    else if (SessionFiles::isSessionFile(path))
        sessions->open(path);
    else
        pictures->open(path);
}

} // namespace epsilonlab::ui
