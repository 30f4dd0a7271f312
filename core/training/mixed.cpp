// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/random.h"
#include "training/inner_attack.h"

#include <ATen/ATen.h>

#include <cmath>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kShareStream = 0x402;

/// How many of the shard's images are attacked: its share, rounded up or down by chance, so that over the
/// batches it is met however small it is.
std::int64_t attackedImagesOf(const ObjectiveProblem& problem)
{
    const double exact
        = realValue(problem.recipe, "adversarial-share") * static_cast<double>(problem.images.size(0));
    return static_cast<std::int64_t>(
        std::floor(exact + ImageRng(problem.seed, problem.indices.front(), kShareStream).uniform()));
}

} // namespace

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
            const std::int64_t n = problem.images.size(0), attacked = attackedImagesOf(problem);
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
