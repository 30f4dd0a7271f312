// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/certified.h"
#include "training/inner_attack.h"

namespace epsilonlab {

namespace {

ParameterSpec boxShare()
{
    return {"box-share", "Box", "fraction of epsilon", ParameterKind::Real, 0.4, 0.0, 1.0, {},
        "Size of the box around the attacked image whose worst case is trained: 1 is interval bounds, small ones hold more digits and prove fewer.",
        "attacked images alone"};
}

Box attackedBox(const ObjectiveProblem& problem)
{
    const double epsilon = problem.epsilon * realValue(problem.recipe, "epsilon-factor");
    const double share = realValue(problem.recipe, "box-share");
    ObjectiveProblem inner = problem;
    inner.epsilon = epsilon * (1.0 - share);
    return inputBox(attackedImages(inner, innerPgd(inner)), epsilon * share);
}

} // namespace

/// Small adversarial bounding regions (Müller et al. 2023, "Certified training: small boxes are all you
/// need", arXiv:2210.04871, equation 5 and section 3): PGD looks for the worst image within (1 - `box-share`)
/// epsilon, and interval bounds are trained over the box of `box-share` epsilon around it, which lies in the
/// ball. `box-share` 1 is ibp, 0 nearly pgd-at. Mixed with clean images by `kappa` as ibp is; the paper mixes
/// none (kappa 0). The running accuracy is that of the box's worst case. Cost: steps + 3 forward and backward
/// passes.
Objective sabrObjective()
{
    ObjectiveInfo info = attackingObjective({"sabr", "Small boxes (SABR)",
        "Trains the worst case in a small box around an attacked image: between PGD and interval bounds.",
        "Müller et al. 2023, arXiv:2210.04871"});
    info.bounds = TrainedBounds::SmallBox;
    info.parameters = {innerSteps(), innerStepSize(), boxShare(), certified::kappa(),
        certified::epsilonFactor(), innerPrecision()};
    return {info, [](const ObjectiveProblem& problem) {
                return certified::loss(
                    problem, problem.logits.worstMargins(attackedBox(problem), problem.labels));
            }};
}

} // namespace epsilonlab
