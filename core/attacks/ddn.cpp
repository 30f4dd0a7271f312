// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/image.h"
#include "attacks/gradient.h"
#include "attacks/minimal_norm.h"
#include "attacks/specs.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kDirectionStream = 0x400; // + step
constexpr double kLastStepSize = 0.01; // of the cosine schedule that begins at 1, as in the authors' code

double stepSizeAt(std::int64_t step, std::int64_t steps)
{
    const double turn = std::numbers::pi * static_cast<double>(step) / static_cast<double>(steps);
    return kLastStepSize + (1.0 - kLastStepSize) * (1.0 + std::cos(turn)) / 2.0;
}

// Where the gradient vanishes the authors step in a random direction: otherwise confident images would never
// move.
void replaceZeros(
    const AttackProblem& problem, std::int64_t step, at::Tensor& direction, const at::Tensor& isZero)
{
    const at::Tensor rows = isZero.nonzero().squeeze(1);
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        const auto row = rows[i].item<std::int64_t>();
        ImageRng rng(problem.seed, problem.indices[static_cast<std::size_t>(row)],
            kDirectionStream + static_cast<std::uint64_t>(step));
        at::Tensor drawn = at::empty({kImagePixels});
        for (std::int64_t pixel = 0; pixel < kImagePixels; ++pixel)
            drawn.data_ptr<float>()[pixel] = static_cast<float>(rng.normal());
        direction[row].copy_(drawn.view_as(direction[row]));
    }
}

AttackOutcome run(const AttackProblem& problem)
{
    const std::int64_t n = problem.images.size(0);
    const std::int64_t steps = integerValue(problem.values, "steps");
    const double gamma = realValue(problem.values, "gamma");
    const at::Tensor farthest = euclideanLengths(at::max(problem.images, 1.0 - problem.images));
    at::Tensor radius = at::full({n, 1, 1, 1}, realValue(problem.values, "initial-epsilon"));
    at::Tensor x = problem.images;
    at::Tensor hadGradient = at::zeros({n}, at::kBool);
    NearestFound nearest(problem, Norm::L2);
    AttackOutcome outcome;
    for (std::int64_t step = 0; step < steps && !problem.stop.stop_requested(); ++step) {
        const LossGradient here = lossGradient(problem.network, x, problem.labels, problem.targets);
        outcome.gradientEvaluations += n;
        if (problem.wantTrace)
            outcome.trace.push_back({x, here.logits});
        nearest.offer({x, here.logits, {}, {}, {}});
        problem.show({step + 1, steps, nearest.images(), {}});
        at::Tensor direction = at::nan_to_num(here.gradient, 0.0, 0.0, 0.0);
        const at::Tensor isZero = (direction == 0).flatten(1).all(1);
        hadGradient.logical_or_(isZero.logical_not());
        replaceZeros(problem, step, direction, isZero);
        // The squares of a confident image's gradient underflow, its largest component does not.
        direction = direction / direction.abs().amax({1, 2, 3}, true);
        const at::Tensor isInside
            = isClearSuccess(here.logits, problem.labels, problem.targets).view({-1, 1, 1, 1});
        radius = at::min(
            radius * at::where(isInside, at::full({}, 1.0 - gamma), at::full({}, 1.0 + gamma)), farthest);
        at::Tensor change
            = x - problem.images + direction * (stepSizeAt(step, steps) / euclideanLengths(direction));
        change = change * (radius / euclideanLengths(change).clamp_min(1e-12));
        x = (problem.images + change).clamp_(0.0, 1.0);
    }
    const at::Tensor logits = problem.network.logits(x);
    outcome.forwardEvaluations += n;
    nearest.offer({x, logits, {}, {}, {}});
    if (problem.wantTrace)
        outcome.trace.push_back({x, logits});
    outcome.adversarial = nearest.images();
    outcome.zeroGradient = hadGradient.logical_not();
    return outcome;
}

} // namespace

/// Decoupled direction and norm (Rony et al. 2019, "Decoupling direction and norm for efficient
/// gradient-based L2 adversarial attacks and defenses", arXiv:1811.09600, algorithm 1), without its
/// quantisation to 8 bits. Each step follows the unit gradient of the cross-entropy by a size that falls as a
/// cosine from 1 to 0.01, then the change is scaled onto a sphere whose radius shrinks by the share `gamma`
/// where the image fools the network and grows by it where not. Input images: N x 1 x 28 x 28 float32 in [0,
/// 1]; labels: N int64. Returns the nearest clear success in l2; the image itself where there was none.
/// `initial-epsilon` is the first radius in pixel units; `steps` counts gradients. Random only where the
/// gradient is exactly zero, then per image for a seed. Cost: `steps` forward and backward passes and one
/// forward pass. Looks at the stop token once per step.
Attack ddnAttack()
{
    AttackInfo info;
    info.id = "ddn";
    info.title = "DDN";
    info.sentence
        = "Walks on a sphere around the image that shrinks while the network is fooled: a short way to a near L2 image.";
    info.source = "Rony et al. 2019, arXiv:1811.09600";
    info.group = AttackGroup::MinimalNorm;
    info.norm = "l2";
    info.parameters = {specs::successBound(), specs::steps(100),
        {"gamma", "Gamma", "", ParameterKind::Real, 0.05, 0.001, 0.5, {},
            "The share by which the radius shrinks or grows in each step.", ""},
        {"initial-epsilon", "First radius", "pixel units", ParameterKind::Real, 1.0, 0.001, 28.0, {},
            "Euclidean length of the change after the first step.", ""},
        specs::target()};
    return {info, run};
}

} // namespace epsilonlab
