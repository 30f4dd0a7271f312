// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

namespace epsilonlab {

/// Min-max training as in pgd-at with the momentum steps of `mim` inside (Dong et al. 2018, arXiv:1710.06081,
/// algorithm 1): from the image itself, g <- decay g + gradient / mean |gradient|, a step along sign(g). Step
/// size 0 is 2.5 epsilon / steps; `decay` 0 is training on BIM. Nothing is random. Cost: steps + 1 forward
/// and backward passes.
Objective mimObjective()
{
    ObjectiveInfo info = attackingObjective(
        {"mim-at", "Momentum", "As PGD, with steps that remember where the earlier ones went.",
            "Dong et al. 2018, arXiv:1710.06081"});
    info.parameters = {innerSteps(), innerStepSize(),
        {"decay", "Decay", "", ParameterKind::Real, 1.0, 0.0, 1.0, {},
            "How much of the earlier gradients stays in each step.", "no momentum"},
        innerPrecision()};
    return {info, [](const ObjectiveProblem& problem) {
                InnerAttack attack = innerPgd(problem);
                attack.start = InnerAttack::Start::Image;
                attack.decay = realValue(problem.recipe, "decay");
                return trainOn(problem, attackedImages(problem, attack));
            }};
}

} // namespace epsilonlab
