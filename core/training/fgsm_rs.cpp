// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

namespace epsilonlab {

/// "Fast" adversarial training (Wong et al. 2020, arXiv:2001.03994, algorithm 3): uniform start in the ball,
/// one step of 1.25 epsilon. The start is clipped to [0, 1] before the gradient, unlike in the authors' MNIST
/// code. Cost: as fgsm-at.
Objective fgsmRandomStartObjective()
{
    ObjectiveInfo info = attackingObjective({"fgsm-rs", "Fast (FGSM, random start)",
        "One step from a random start: nearly as cheap as standard training.",
        "Wong et al. 2020, arXiv:2001.03994"});
    info.parameters = {innerPrecision()};
    return {info, [](const ObjectiveProblem& problem) {
                return trainOn(problem,
                    attackedImages(problem, {1, 1.25 * problem.epsilon, InnerAttack::Start::Uniform}));
            }};
}

} // namespace epsilonlab
