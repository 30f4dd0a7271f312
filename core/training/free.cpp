// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace epsilonlab {

namespace {

at::Tensor moved(const ObjectiveProblem& problem)
{
    return problem.images + problem.carried.clamp(-problem.epsilon, problem.epsilon);
}

// The gradient at the cut image moves every pixel, also one that the perturbation has pushed out of [0, 1].
// The way back through the cut, as in the authors' code, would leave those where they are for ever, and on
// MNIST most pixels are black.
at::Tensor nextPerturbation(const ObjectiveProblem& problem, const at::Tensor& imageGradient)
{
    const at::NoGradGuard noGrad;
    const at::Tensor direction = at::nan_to_num(imageGradient, 0.0, 0.0, 0.0).sign();
    return (problem.carried + direction * problem.epsilon).clamp_(-problem.epsilon, problem.epsilon);
}

} // namespace

/// "Free" adversarial training (Shafahi et al. 2019, "Adversarial training for free!", arXiv:1904.12843,
/// algorithm 1): each batch is trained on `replays` times in a row, and the one way back of each step gives
/// the weights their gradient and the perturbation its next step of epsilon. The perturbation, one for each
/// place in a batch, begins at 0 and goes on from batch to batch. Images are cut to [0, 1] (see
/// nextPerturbation() for where we differ from the authors' code). An epoch here sees every image `replays`
/// times: divide the epochs by it to compare at equal cost, as the paper does. `replays` 1 trains on the
/// perturbation that the last batch left. Nothing is random. Cost per step: one forward and backward pass.
Objective freeObjective()
{
    ObjectiveInfo info = attackingObjective({"free", "Free",
        "Trains on each batch several times and gets the attack from the same gradients: robust at the price of standard training.",
        "Shafahi et al. 2019, arXiv:1904.12843"});
    info.parameters = {{"replays", "Replays", "steps", ParameterKind::Integer, std::int64_t{8}, 1, 100, {},
        "Steps on each batch before the next one; an epoch takes so many times longer.", ""}};
    Objective objective{info,
        [](const ObjectiveProblem& problem) { return trainOn(problem, moved(problem).clamp(0.0, 1.0)); }};
    objective.replays = [](const ParameterSet& recipe) { return integerValue(recipe, "replays"); };
    objective.carry = nextPerturbation;
    return objective;
}

} // namespace epsilonlab
