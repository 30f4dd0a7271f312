// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/gradient_penalty.h"

#include "attacks/gradient.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

namespace epsilonlab {

at::Tensor gradientPenalty(const ObjectiveProblem& problem)
{
    const double weight = realValue(problem.recipe, "gradient-penalty");
    if (weight == 0.0)
        return at::zeros({});
    const at::Tensor images = problem.images.detach().requires_grad_(true);
    TrainingPass pass = problem.pass; // its statistics of batch norm stay those of the loss
    const at::Tensor loss = crossEntropy(problem.trained.trainingLogits(images, pass), problem.labels).sum();
    const auto gradient
        = torch::autograd::grad({loss}, {images}, {}, /*retain_graph=*/true, /*create_graph=*/true);
    return gradient.front().square().sum() * weight;
}

} // namespace epsilonlab
