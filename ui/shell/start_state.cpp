// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start_state.h"

#include "api/error.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "views/view.h"

namespace epsilonlab::ui {

void StartState::applyTo(SessionState& session) const
{
    if (digit && (*digit < 0 || *digit >= session.imageCount()))
        throw Error(ErrorCode::BadParameter,
            "There is no digit " + std::to_string(*digit) + ": the positions are 0 to "
                + std::to_string(session.imageCount() - 1) + ".");
    if (digit)
        session.setPosition(*digit);
    if (attackId)
        session.setAttack(*attackId);
    if (epsilon && !(*epsilon >= 0.0 && *epsilon <= session.largestEpsilon()))
        throw Error(ErrorCode::BadParameter,
            "Epsilon " + parameterText(*epsilon) + " is not on the slider. Give a number from 0 to "
                + parameterText(session.largestEpsilon()) + ".");
    if (epsilon)
        session.setEpsilon(*epsilon);
}

View& StartState::showTab(MainWindow& window) const
{
    const std::vector<View*>& views = window.views();
    if (tab < 1 || static_cast<std::size_t>(tab) > views.size())
        throw Error(ErrorCode::BadParameter,
            "There is no tab " + std::to_string(tab) + ": the tabs are 1 to " + std::to_string(views.size())
                + ".");
    View& view = *views[static_cast<std::size_t>(tab - 1)];
    window.showView(view.objectName().chopped(4)); // without "View"
    return view;
}

} // namespace epsilonlab::ui
