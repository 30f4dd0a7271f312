// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sweep.h"

#include <vector>

namespace epsilonlab::ui {

/// Neighbouring cells of a sweep that read the same, and where they begin and end on the scale of epsilon.
struct RibbonRun
{
    std::size_t first = 0, last = 0;
    double from = 0.0, to = 0.0;
};

/// Runs meet half way between two cells, or exactly where the attack begins to work.
std::vector<RibbonRun> runsOf(const ModelSweep& sweep, const std::vector<double>& epsilons);

} // namespace epsilonlab::ui
