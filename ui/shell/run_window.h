// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/start_state.h"
#include "theme/theme.h"

#include <optional>
#include <string>

class QApplication;

namespace epsilonlab::ui {

struct WindowOptions
{
    bool noIntro = false; ///< epsilon stands at its value at once
    bool dumpWidgets = false; ///< print the tree of widgets once the window is up, then quit
    std::string openPath; ///< a network to open and show as A; empty: none
    std::optional<theme::Theme> theme; ///< instead of the remembered one
    QString language; ///< an id of Language, instead of the remembered one; empty: that, or the desktop's
    int workers = 0; ///< as EngineOptions::workers
    StartState start;
};

/// Makes the engine and the window and runs the event loop; returns the exit code of the program. Closing the
/// window ends every job within 300 ms.
int runWindow(QApplication& application, const WindowOptions& options = {});

/// The same with a QApplication of its own.
int runWindow(int& argc, char** argv, const WindowOptions& options = {});

} // namespace epsilonlab::ui
