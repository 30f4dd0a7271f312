// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

#include <ATen/ATen.h>

namespace epsilonlab {

namespace {

ObjectiveOutcome tradesLoss(const ObjectiveProblem& problem)
{
    const at::Tensor clean = problem.logits.of(problem.images);
    InnerAttack attack = innerPgd(problem);
    attack.start = InnerAttack::Start::Normal;
    // Near the image the divergence is flat and its gradient's signs hang on the last bits of these logits:
    // they have to be those of the very network that is attacked.
    const bool areSame = problem.logits.areThoseOfFrozen() && &problem.attacked == &problem.frozen;
    attack.clean = at::log_softmax(areSame ? clean.detach() : problem.attacked.logits(problem.images), 1);
    const at::Tensor attacked = problem.logits.of(attackedImages(problem, attack));
    const at::Tensor cleanLog = at::log_softmax(clean, 1);
    const at::Tensor divergence = (cleanLog.exp() * (cleanLog - at::log_softmax(attacked, 1))).sum();
    return {labelLoss(problem, clean) + divergence * realValue(problem.recipe, "beta"), attacked.detach()};
}

} // namespace

/// TRADES (Zhang et al. 2019, "Theoretically principled trade-off between robustness and accuracy",
/// arXiv:1901.08573, equation 5 and algorithm 1): cross-entropy of the clean image plus `beta` KL(p(clean) |
/// p(attacked)). The inner attack climbs that divergence from 0.001 N(0, 1) around the image, in evaluation
/// mode; step size 0 is 2.5 epsilon / steps. Both terms send gradients through both passes, as in the
/// authors' code. The clean logits are computed once where training mode changes nothing, twice with
/// dropout, batch norm or attacks in bfloat16.
/// `beta` 0 is standard training; the paper's 1 / lambda is 6 on MNIST. The running accuracy is that on
/// attacked images. Cost: steps + 2 forward and backward passes.
Objective tradesObjective()
{
    ObjectiveInfo info = attackingObjective({"trades", "TRADES",
        "Weighs accuracy on clean images against predictions that an attack cannot change.",
        "Zhang et al. 2019, arXiv:1901.08573"});
    info.parameters = {innerSteps(), innerStepSize(),
        {"beta", "Beta", "", ParameterKind::Real, 6.0, 0.0, 1000.0, {},
            "Weight of robustness against accuracy.", "standard training"},
        innerPrecision()};
    return {info, tradesLoss};
}

} // namespace epsilonlab
