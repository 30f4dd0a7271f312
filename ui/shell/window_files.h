// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace epsilonlab::ui {

class DecisionStrip;
class EngineClient;
class FigureFiles;
class FigureMenu;
class MainWindow;
class ModelFiles;
class PictureFiles;
class ReportFiles;
class SessionFiles;
class SessionState;

/// What a window opens and writes, by kind of file. They ask and answer on the strip of the window.
class WindowFiles : public QObject
{
    Q_OBJECT

public:
    /// The views of the window have been made: their figures are offered.
    WindowFiles(MainWindow& window, EngineClient& client, SessionState& session, DecisionStrip& strip);

    ModelFiles* models() const { return m_models; }
    PictureFiles* pictures() const { return m_pictures; }
    ReportFiles* reports() const { return m_reports; }
    SessionFiles* sessions() const { return m_sessions; }
    FigureFiles* figures() const { return m_figures; }
    FigureMenu* figureMenu() const { return m_figureMenu; }

    void open(const QString& path); ///< a network or a session; anything else is taken for a picture

private:
    ModelFiles* m_models = nullptr;
    PictureFiles* m_pictures = nullptr;
    ReportFiles* m_reports = nullptr;
    SessionFiles* m_sessions = nullptr;
    FigureFiles* m_figures = nullptr;
    FigureMenu* m_figureMenu = nullptr;
};

} // namespace epsilonlab::ui
