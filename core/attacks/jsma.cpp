// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/image.h"
#include "attacks/logit_gradients.h"
#include "attacks/minimal_norm.h"
#include "attacks/specs.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace epsilonlab {

namespace {

using Pair = std::pair<std::int64_t, std::int64_t>; // pixels; first -1: there is none

/// What the pixels do for the target (alpha) and for all other classes together (beta), and which may still
/// move.
struct Saliency
{
    std::span<const float> alpha, beta;
    std::vector<std::int64_t> movable;
};

/// The pair that raises the target and lowers the rest, or for darker pixels the other way round, and does
/// most of both: equation 10, with the pairs of algorithm 3.
Pair mostSalient(const Saliency& saliency, bool isDarkening)
{
    const float sign = isDarkening ? -1.0F : 1.0F;
    Pair best{-1, -1};
    float most = 0.0F;
    for (std::size_t i = 0; i < saliency.movable.size(); ++i) {
        const auto p = static_cast<std::size_t>(saliency.movable[i]);
        const float alphaP = sign * saliency.alpha[p], betaP = sign * saliency.beta[p];
        for (std::size_t j = i + 1; j < saliency.movable.size(); ++j) {
            const auto q = static_cast<std::size_t>(saliency.movable[j]);
            const float alpha = alphaP + sign * saliency.alpha[q], beta = betaP + sign * saliency.beta[q];
            if (alpha > 0.0F && beta < 0.0F && -alpha * beta > most) {
                most = -alpha * beta;
                best = {saliency.movable[i], saliency.movable[j]};
            }
        }
    }
    return best;
}

/// Pairs of an image and a target that are still at work; all tensors have a row for each.
struct Walk
{
    at::Tensor rows; // int64, in the problem
    at::Tensor x, targets;

    void keepOnly(const at::Tensor& which)
    {
        for (at::Tensor* tensor : {&rows, &x, &targets})
            *tensor = tensor->index_select(0, which);
    }
};

/// The given targets, or every class but the label.
Walk startOf(const AttackProblem& problem)
{
    const std::int64_t n = problem.images.size(0);
    if (problem.isTargeted())
        return {at::arange(n), problem.images.clone(), problem.targets};
    const std::int64_t classes = problem.network.architecture().classes;
    const at::Tensor rows = at::arange(n).repeat_interleave(classes);
    const at::Tensor targets = at::arange(classes).repeat({n});
    const at::Tensor others = (targets != problem.labels.index_select(0, rows)).nonzero().squeeze(1);
    Walk walk{rows.index_select(0, others), {}, targets.index_select(0, others)};
    walk.x = problem.images.index_select(0, walk.rows);
    return walk;
}

/// Moves the best pair of each row by theta; gives bool for each: there was one.
at::Tensor movePairs(Walk& walk, const LogitGradients& here, double theta)
{
    const std::int64_t m = walk.rows.size(0);
    const at::Tensor own = at::zeros_like(here.logits()).scatter_(1, walk.targets.unsqueeze(1), 1.0);
    const at::Tensor alpha = here.of(own).contiguous();
    const at::Tensor beta = here.of(1.0 - own).contiguous();
    walk.x = walk.x.contiguous().clone();
    at::Tensor isMoved = at::zeros({m}, at::kBool);
    for (std::int64_t i = 0; i < m; ++i) {
        float* pixels = walk.x.data_ptr<float>() + i * kImagePixels;
        Saliency saliency{{alpha.data_ptr<float>() + i * kImagePixels, kImagePixels},
            {beta.data_ptr<float>() + i * kImagePixels, kImagePixels}, {}};
        for (std::int64_t pixel = 0; pixel < kImagePixels; ++pixel)
            if (theta > 0.0 ? pixels[pixel] < 1.0F : pixels[pixel] > 0.0F)
                saliency.movable.push_back(pixel);
        const Pair pair = mostSalient(saliency, theta < 0.0);
        if (pair.first < 0)
            continue;
        for (const std::int64_t pixel : {pair.first, pair.second})
            pixels[pixel] = std::clamp(pixels[pixel] + static_cast<float>(theta), 0.0F, 1.0F);
        isMoved[i] = true;
    }
    return isMoved;
}

/// Each row's candidate in turn: two rows of one image must not be written at once.
void offerAll(const Walk& walk, const AttackProblem& problem, const at::Tensor& logits, NearestFound& nearest)
{
    const at::Tensor targets = problem.isTargeted() ? walk.targets : at::Tensor();
    const at::Tensor isReached = isClearSuccess(logits, problem.labels.index_select(0, walk.rows), targets);
    const at::Tensor hits = isReached.nonzero().squeeze(1);
    for (std::int64_t i = 0; i < hits.size(0); ++i) {
        const auto row = hits[i].item<std::int64_t>();
        nearest.offer({walk.x.narrow(0, row, 1), logits.narrow(0, row, 1), isReached.narrow(0, row, 1),
            walk.rows.narrow(0, row, 1), {}});
    }
}

AttackOutcome run(const AttackProblem& problem)
{
    const double theta = realValue(problem.values, "theta");
    const auto mostPixels
        = static_cast<std::int64_t>(std::floor(realValue(problem.values, "gamma") * kImagePixels));
    Walk walk = startOf(problem);
    NearestFound nearest(problem, Norm::L0);
    AttackOutcome outcome;
    // Algorithm 2 counts pairs moved, also those of pixels that move again.
    const std::int64_t steps = theta == 0.0 ? 0 : mostPixels / 2;
    for (std::int64_t step = 0; step < steps && walk.rows.size(0) > 0 && !problem.stop.stop_requested();
         ++step) {
        const LogitGradients here(problem.network, walk.x);
        if (problem.wantTrace && outcome.trace.empty())
            outcome.trace.push_back({problem.images, problem.network.logits(problem.images)});
        outcome.gradientEvaluations += 2 * walk.rows.size(0);
        walk.keepOnly(movePairs(walk, here, theta).nonzero().squeeze(1));
        if (walk.rows.size(0) == 0)
            break;
        const at::Tensor logits = problem.network.logits(walk.x);
        outcome.forwardEvaluations += walk.rows.size(0);
        if (problem.wantTrace) // the first target that is left stands for the image
            outcome.trace.push_back(nextStep(
                outcome, walk.rows.narrow(0, 0, 1), {walk.x.narrow(0, 0, 1), logits.narrow(0, 0, 1)}));
        offerAll(walk, problem, logits, nearest);
        problem.show({step + 1, steps, nearest.images(), {}});
        // What another target finds now is no nearer: it moved as many pixels.
        walk.keepOnly(nearest.isFound().index_select(0, walk.rows).logical_not().nonzero().squeeze(1));
    }
    outcome.adversarial = nearest.images();
    return outcome;
}

} // namespace

/// Jacobian-based saliency map attack (Papernot et al. 2016, "The limitations of deep learning in adversarial
/// settings", arXiv:1511.07528, algorithms 2 and 3), on logits as the paper advises: moves the two pixels
/// that raise the target and lower all other classes most, by `theta`, until the network says the target or a
/// share `gamma` of the pixels has moved. Untargeted, which the paper does not define: every other class is a
/// target, and the first to fool the network ends the image, with whatever wrong class. Input images: N x 1 x
/// 28 x 28 float32 in [0, 1]; labels: N int64. Returns the clear success of fewest changed pixels (l0); the
/// image itself where there was none. No randomness. Cost: one forward and two backward passes and one more
/// forward pass per pair and target still at work, besides about 300,000 pairs to be weighed. Looks at the
/// stop token once per step.
Attack jsmaAttack()
{
    AttackInfo info;
    info.id = "jsma";
    info.title = "JSMA";
    info.sentence = "Sets two pixels at a time, those that matter most: few pixels change, and those fully.";
    info.source = "Papernot et al. 2016, arXiv:1511.07528";
    info.group = AttackGroup::MinimalNorm;
    info.norm = "l0";
    ParameterSpec bound = specs::successBound();
    bound.unit = "pixels";
    info.parameters = {bound,
        {"theta", "Theta", "pixel units", ParameterKind::Real, 1.0, -1.0, 1.0, {},
            "How far each chosen pixel moves: 1 makes it white, negative values make it darker.",
            "no change at all"},
        {"gamma", "Gamma", "", ParameterKind::Real, 0.1, 0.003, 1.0, {},
            "The largest share of pixels that may change.", ""},
        specs::target()};
    return {info, run};
}

} // namespace epsilonlab
