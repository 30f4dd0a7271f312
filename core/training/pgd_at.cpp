// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

namespace epsilonlab {

/// Min-max training with PGD inside (Madry et al. 2018, arXiv:1706.06083, equation 2.1). Attacked images
/// only; random start uniform in the ball. Cost: steps + 1 forward and backward passes.
Objective pgdObjective()
{
    ObjectiveInfo info = attackingObjective(
        {"pgd-at", "PGD (Madry)", "Trains on the worst images that PGD finds: slow and robust.",
            "Madry et al. 2018, arXiv:1706.06083"});
    info.parameters = {innerSteps(), innerStepSize(), innerPrecision()};
    return {info, [](const ObjectiveProblem& problem) {
                return trainOn(problem, attackedImages(problem, innerPgd(problem)));
            }};
}

} // namespace epsilonlab
