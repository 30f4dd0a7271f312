// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

#include <ATen/ATen.h>

#include <cmath>

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

/// Both together: the first `adversarial-share` of each shard is attacked by PGD, the rest stays clean. Which
/// images come first changes with every epoch. Cost: between standard and pgd-at.
Objective mixedObjective()
{
    ObjectiveInfo info = attackingObjective({"mixed", "Mixed",
        "Trains on clean and attacked images in the same batch.", "Kurakin et al. 2017, arXiv:1611.01236"});
    info.parameters = {innerSteps(), innerStepSize(),
        {"adversarial-share", "Adversarial share", "", ParameterKind::Real, 0.5, 0.0, 1.0, {},
            "Which part of each batch is attacked; the rest stays clean.", "standard training"},
        innerPrecision()};
    return {
        info, [](const ObjectiveProblem& problem) {
            const double share = realValue(problem.recipe, "adversarial-share");
            const std::int64_t n = problem.images.size(0);
            const std::int64_t attacked = std::llround(share * static_cast<double>(n));
            if (attacked == 0)
                return trainOn(problem, problem.images);
            ObjectiveProblem part = problem;
            part.images = problem.images.narrow(0, 0, attacked);
            part.labels = problem.labels.narrow(0, 0, attacked);
            part.indices.resize(static_cast<std::size_t>(attacked));
            const at::Tensor adversarial = attackedImages(part, innerPgd(problem));
            return trainOn(problem, at::cat({adversarial, problem.images.narrow(0, attacked, n - attacked)}));
        }};
}

} // namespace epsilonlab
