// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace epsilonlab::ui {

/// A folder that was compared when the window was closed.
struct RememberedRun
{
    std::string key; ///< the folder
    int slot = 0; ///< what it is drawn with
    bool isShown = true;
};

/// What the settings remember of the runs that are compared.
std::vector<RememberedRun> rememberedRuns();
void rememberRuns(const std::vector<RememberedRun>& runs);

/// Folders of this window are named by the time and the recipe: "fast 11-24 07:12"; others as people called
/// them.
QString folderTitle(const std::string& folder);

} // namespace epsilonlab::ui
