// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

namespace epsilonlab {

/// Adversarial training on FGSM from the image itself (Goodfellow et al. 2014, arXiv:1412.6572, section 6,
/// attacked images only). Known to collapse: FGSM accuracy stays near 100 % while PGD falls to 0. Cost: two
/// forward and backward passes.
Objective fgsmObjective()
{
    ObjectiveInfo info = attackingObjective(
        {"fgsm-at", "FGSM", "Trains against FGSM without a random start; kept because it collapses visibly.",
            "Goodfellow et al. 2014, arXiv:1412.6572"});
    info.parameters = {innerPrecision()};
    return {info, [](const ObjectiveProblem& problem) {
                return trainOn(problem, attackedImages(problem, {1, problem.epsilon}));
            }};
}

} // namespace epsilonlab
