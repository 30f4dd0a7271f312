// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/certified.h"

#include "api/catalogue.h"

#include <ATen/ATen.h>

namespace epsilonlab::certified {

ParameterSpec kappa()
{
    return {"kappa", "Kappa", "", ParameterKind::Real, 0.5, 0.0, 1.0, {},
        "Weight of the clean images once epsilon has its full size; the rest is the worst case. It falls from 1 as epsilon grows.",
        "worst case alone"};
}

ParameterSpec epsilonFactor()
{
    return {"epsilon-factor", "Training epsilon", "times epsilon", ParameterKind::Real, 1.0, 0.0, 4.0, {},
        "Size of the box in training, as a multiple of the epsilon that is measured: a little more than 1 certifies more.",
        "clean images only"};
}

Box wholeBox(const ObjectiveProblem& problem)
{
    return inputBox(problem.images, problem.epsilon * realValue(problem.recipe, "epsilon-factor"));
}

bool isTrainedBy(const ParameterSet& recipe)
{
    return catalogue::objective(textValue(recipe, "objective")).bounds != TrainedBounds::None;
}

ObjectiveOutcome loss(const ObjectiveProblem& problem, const at::Tensor& worst)
{
    const double cleanShare = 1.0 - problem.rampProgress() * (1.0 - realValue(problem.recipe, "kappa"));
    const at::Tensor clean = problem.logits.of(problem.images);
    return {labelLoss(problem, clean) * cleanShare + labelLoss(problem, worst) * (1.0 - cleanShare),
        worst.detach()};
}

} // namespace epsilonlab::certified
