// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace epsilonlab::ui {

class MainWindow;
class SessionState;

/// One stop of the tour: what to look at, what to do there.
struct TourStep
{
    QString view; ///< the tab in front
    QString target; ///< objectName of the control that is framed
    QString sentence; ///< one or two
    std::function<void()> prepare; ///< may be empty
    std::function<bool()> isDone; ///< what the person was asked for; empty: there is only "Next"
};

/// A teacher's ten minutes (design of the window, section 8), as far as there is something to show. At most
/// ten.
std::vector<TourStep> tourSteps(MainWindow& window, SessionState& session);

} // namespace epsilonlab::ui
