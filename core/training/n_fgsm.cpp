// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/gradient.h"
#include "attacks/threat_model.h"
#include "models/random.h"
#include "training/inner_attack.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kNoiseStream = 0x401;

at::Tensor noisy(const ObjectiveProblem& problem, double size)
{
    at::Tensor noise = at::empty_like(problem.images);
    const auto pixels = static_cast<std::size_t>(noise.numel() / noise.size(0));
    for (std::size_t i = 0; i < problem.indices.size(); ++i) {
        ImageRng rng(problem.seed, problem.indices[i], kNoiseStream);
        rng.fillUniform({noise.data_ptr<float>() + i * pixels, pixels}, -size, size);
    }
    return (problem.images + noise).clamp_(0.0, 1.0);
}

at::Tensor attacked(const ObjectiveProblem& problem)
{
    const at::NoGradGuard noGrad;
    const at::Tensor start = noisy(problem, realValue(problem.recipe, "noise") * problem.epsilon);
    const at::Tensor gradient = lossGradient(problem.attacked, start, problem.labels, {}).gradient;
    const ThreatModel threat{Norm::Linf, problem.epsilon};
    return (start
        + threat.ascentDirection(gradient, start)
            * (realValue(problem.recipe, "step-size") * problem.epsilon))
        .clamp_(0.0, 1.0);
}

} // namespace

/// N-FGSM (de Jorge et al. 2022, "Make some noise: reliable and efficient single-step adversarial training",
/// arXiv:2202.01181, equation 4): uniform noise in +-`noise` epsilon, one step of `step-size` epsilon along
/// the sign of the gradient there, and, other than in fgsm-rs, no projection onto the ball, so that the
/// training image may lie (noise + step-size) epsilon away. Both are kept in [0, 1], as in the authors' code.
/// `noise` 0 and `step-size` 1 are fgsm-at; epsilon 0 is standard training. Random numbers of an image belong
/// to (seed, step, image). Cost: two forward and backward passes.
Objective nFgsmObjective()
{
    ObjectiveInfo info = attackingObjective({"n-fgsm", "N-FGSM (noise)",
        "One step from strong noise, not cut to the ball: cheap, and hard to make collapse.",
        "de Jorge et al. 2022, arXiv:2202.01181"});
    info.parameters = {{"noise", "Noise", "times epsilon", ParameterKind::Real, 2.0, 0.0, 10.0, {},
                           "Size of the noise before the step, as a multiple of epsilon.", "no noise: FGSM"},
        {"step-size", "Attack step size", "fraction of epsilon", ParameterKind::Real, 1.0, 0.0, 10.0, {},
            "How far the step of the inner attack goes, as a fraction of epsilon.", "noise alone"},
        innerPrecision()};
    return {info, [](const ObjectiveProblem& problem) { return trainOn(problem, attacked(problem)); }};
}

} // namespace epsilonlab
