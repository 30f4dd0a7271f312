// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ribbon_runs.h"

namespace epsilonlab::ui {

namespace {

double boundaryBefore(const ModelSweep& sweep, const std::vector<double>& epsilons, std::size_t cell)
{
    if (cell == 0)
        return epsilons.front();
    if (cell >= epsilons.size())
        return epsilons.back();
    if (sweep.flip && *sweep.flip > epsilons[cell - 1] && *sweep.flip <= epsilons[cell])
        return *sweep.flip;
    return (epsilons[cell - 1] + epsilons[cell]) / 2.0;
}

} // namespace

std::vector<RibbonRun> runsOf(const ModelSweep& sweep, const std::vector<double>& epsilons)
{
    std::vector<RibbonRun> runs;
    const std::vector<SweepCell>& cells = sweep.cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double to = boundaryBefore(sweep, epsilons, i + 1);
        if (i > 0 && cells[i].predicted == cells[i - 1].predicted
            && cells[i].isSuccess == cells[i - 1].isSuccess) {
            runs.back().last = i;
            runs.back().to = to;
        } else {
            runs.push_back({i, i, boundaryBefore(sweep, epsilons, i), to});
        }
    }
    return runs;
}

} // namespace epsilonlab::ui
