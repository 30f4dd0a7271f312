// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sweep.h"
#include "figures/figure.h"

namespace epsilonlab::ui {

/// How a ribbon is told: names by network, and where the window stands on it.
struct RibbonChoice
{
    std::vector<std::vector<std::string>> classNames{}; ///< one list for each network
    double epsilon = 0.0; ///< marked by a line
    QString origin{}; ///< "image 17 of mnist:test"
};

/// What each network reads at every epsilon, named where it changes, with a diamond where the attack first
/// works. Throws Error(BadParameter) while the sweep is not complete.
Figure ribbonFigure(const SweepResult& sweep, const RibbonChoice& choice);

} // namespace epsilonlab::ui
