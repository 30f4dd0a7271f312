// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

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

/// What a window opens and writes, one object for each kind of file. The window owns them.
struct WindowFiles
{
    ModelFiles* models = nullptr;
    PictureFiles* pictures = nullptr;
    ReportFiles* reports = nullptr;
    SessionFiles* sessions = nullptr;
    FigureFiles* figures = nullptr;
    FigureMenu* figureMenu = nullptr; ///< of the figures of every view, so the views come first

    void create(MainWindow& window, EngineClient& client, SessionState& session, DecisionStrip& strip);

    /// A network or a session by its ending; anything else is taken for a picture.
    void open(const QString& path) const;
};

} // namespace epsilonlab::ui
