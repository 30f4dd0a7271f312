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

WindowFiles::WindowFiles(
    MainWindow& window, EngineClient& client, SessionState& session, DecisionStrip& strip)
    : QObject(&window)
    , m_models(new ModelFiles(client, session, strip, &window))
    , m_pictures(new PictureFiles(client, session, strip, &window))
    , m_reports(new ReportFiles(client, session, strip, &window))
    , m_sessions(new SessionFiles(client, session, strip, window))
    , m_figures(new FigureFiles(*m_sessions, *keptBy<Pins>(session), strip, window))
    , m_figureMenu(new FigureMenu(window, *m_figures))
{
}

void WindowFiles::open(const QString& path)
{
    if (ModelFiles::isModelFile(path))
        m_models->open(path);
    else if (SessionFiles::isSessionFile(path))
        m_sessions->open(path);
    else
        m_pictures->open(path);
}

} // namespace epsilonlab::ui
