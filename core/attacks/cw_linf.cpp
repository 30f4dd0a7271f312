// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/carlini_wagner.h"
#include "attacks/logit_gradients.h"
#include "attacks/minimal_norm.h"
#include "attacks/specs.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

namespace epsilonlab {

namespace {

constexpr double kSmallestTau = 1.0 / 256.0; // the authors' code: half a grey level is no change at all
constexpr double kSolved = 1e-4; // a loss below this share of c: the goal is passed and nothing exceeds tau
constexpr double kProgress = 0.9999; // as cw
constexpr std::int64_t kTracedEvery = 50; // steps

struct Options
{
    std::int64_t steps = 1000;
    double learningRate = 5e-3, firstConstant = 1e-5, largestConstant = 20.0, tauDecay = 0.9,
           confidence = 0.0;
};

/// The images that are still at work, each at a tau, a c and a step of its own; all tensors have a row for
/// each.
struct Walk
{
    at::Tensor rows; // int64, in the problem
    at::Tensor clean, w, start; // start: where the rounds of this tau begin, in tanh space
    at::Tensor tau, constants, steps, lastLoss;
    Goal goal;
    RowAdam adam;

    void keepOnly(const at::Tensor& which)
    {
        for (at::Tensor* tensor : {&rows, &clean, &w, &start, &tau, &constants, &steps, &lastLoss})
            *tensor = tensor->index_select(0, which);
        goal.keepOnly(which);
        adam.keepOnly(which);
    }
};

at::Tensor asImage(const at::Tensor& perImage)
{
    return perImage.view({-1, 1, 1, 1});
}

/// What one step saw, before the variable moved.
struct Look
{
    at::Tensor x, w, loss, isReached;
};

Look step(const AttackProblem& problem, Walk& walk, AttackOutcome& outcome, NearestFound& nearest)
{
    const at::Tensor w = walk.w.clone();
    const at::Tensor x = fromTanhSpace(w);
    const LogitGradients here(problem.network, x);
    const HingeLoss hinge = hingeLoss(here.logits(), walk.goal);
    outcome.gradientEvaluations += walk.rows.size(0);
    nearest.offer({x, here.logits(), hinge.isReached, walk.rows, {}});
    if (problem.wantTrace && outcome.gradientEvaluations % kTracedEvery == 1) {
        const AttackStep at{x, here.logits()};
        outcome.trace.push_back(outcome.trace.empty() ? at : nextStep(outcome, walk.rows, at));
    }
    const at::Tensor change = x - walk.clean;
    const at::Tensor excess = (change.abs() - asImage(walk.tau)).clamp_min_(0.0);
    const at::Tensor loss = excess.flatten(1).sum(1) + walk.constants * hinge.loss;
    const at::Tensor uphill
        = here.of(hinge.weights * walk.constants.unsqueeze(1)).add_(change.sign() * (excess > 0));
    walk.adam.step(walk.w, uphill * (x * (1.0 - x)).mul_(2.0));
    return {x, w, loss, hinge.isReached};
}

/// Images that solved their round go on with a smaller tau from where they are; those that used up their
/// steps, or no longer get anywhere, begin the round again with twice the c; those beyond the largest c are
/// done.
void nextRounds(Walk& walk, const Look& look, const Options& options)
{
    const at::Tensor isSolved = look.isReached.logical_and(look.loss < walk.constants * kSolved);
    walk.steps += 1;
    const std::int64_t lookEvery = std::max<std::int64_t>(1, options.steps / 10);
    const at::Tensor isLook = walk.steps.remainder(lookEvery) == 0;
    const at::Tensor isStalled = isLook.logical_and(look.loss > walk.lastLoss * kProgress);
    walk.lastLoss = at::where(isLook, look.loss, walk.lastLoss);
    const at::Tensor isUsedUp
        = isSolved.logical_not().logical_and(isStalled.logical_or(walk.steps >= options.steps));

    const at::Tensor reached = distances(Norm::Linf, look.x, walk.clean);
    walk.tau = at::where(isSolved, at::min(walk.tau, reached) * options.tauDecay, walk.tau);
    // In tanh space: going there from the image again would squeeze it a little more in every round.
    walk.start = at::where(asImage(isSolved), look.w, walk.start);
    walk.constants = at::where(isUsedUp, walk.constants * 2.0, walk.constants);
    const at::Tensor isFresh = isSolved.logical_or(isUsedUp);
    walk.w = at::where(asImage(isFresh), walk.start, walk.w);
    walk.adam.restart(isFresh);
    walk.steps.masked_fill_(isFresh, 0);
    walk.lastLoss.masked_fill_(isFresh, std::numeric_limits<float>::infinity());
    const at::Tensor isLeft = (walk.tau > kSmallestTau).logical_and(walk.constants < options.largestConstant);
    if (!isLeft.all().item<bool>())
        walk.keepOnly(isLeft.nonzero().squeeze(1));
}

AttackOutcome run(const AttackProblem& problem)
{
    const ParameterSet& values = problem.values;
    const Options options{integerValue(values, "steps"), realValue(values, "lr"),
        realValue(values, "first-c"), realValue(values, "largest-c"), realValue(values, "tau-decay"),
        realValue(values, "confidence")};
    const std::int64_t n = problem.images.size(0);
    const at::Tensor w = toTanhSpace(problem.images);
    Walk walk{at::arange(n), problem.images, w.clone(), w, at::ones({n}),
        at::full({n}, options.firstConstant), at::zeros({n}, at::kLong),
        at::full({n}, std::numeric_limits<float>::infinity()),
        {problem.labels, problem.targets, options.confidence}, RowAdam(w, options.learningRate)};
    NearestFound nearest(problem, Norm::Linf);
    AttackOutcome outcome;
    while (walk.rows.size(0) > 0 && !problem.stop.stop_requested()) {
        const Look look = step(problem, walk, outcome, nearest);
        nextRounds(walk, look, options);
        problem.show({outcome.gradientEvaluations, 0, nearest.images(), {}}); // nobody knows how many rounds
                                                                              // there will be
    }
    outcome.adversarial = nearest.images();
    return outcome;
}

} // namespace

/// Carlini and Wagner's L-infinity attack (2017, "Towards evaluating the robustness of neural networks",
/// arXiv:1608.04644, section VI.C): minimises c f(x') + sum max(0, |x' - x| - tau) over tanh space by Adam.
/// Once an image fools the network with no pixel past its tau, tau falls to 0.9 of what it needed and the
/// next round starts from there (warm start); where a round fails, c doubles, up to 20. Each image goes its
/// own way: tau, c and steps are its own, and it leaves when it is done. As in cw, and not in the authors'
/// code, a round ends early when its loss stalls. Input images: N x 1 x 28 x 28 float32 in [0, 1]; labels: N
/// int64. Returns the nearest clear success seen in linf; the image itself where there was none. `steps`
/// counts gradients of one round. No randomness. Cost: up to a few dozen rounds of `steps` forward and
/// backward passes. Looks at the stop token once per step.
Attack cwLinfAttack()
{
    AttackInfo info;
    info.id = "cw-linf";
    info.title = "C&W L\u221E";
    info.sentence
        = "C&W for the largest change of a pixel: a ceiling comes down step by step while the network stays fooled. Very slow.";
    info.source = "Carlini and Wagner 2017, arXiv:1608.04644";
    info.group = AttackGroup::MinimalNorm;
    info.norm = "linf";
    info.parameters = {specs::successBound(), specs::steps(1000), specs::learningRate(5e-3),
        specs::firstConstant(1e-5),
        {"largest-c", "Largest c", "", ParameterKind::Real, 20.0, 1e-5, 1e6, {},
            "An image is done when even this weight of fooling the network fails under its ceiling.", ""},
        {"tau-decay", "Decay of tau", "", ParameterKind::Real, 0.9, 0.1, 0.999, {},
            "By how much the ceiling comes down after each success. Closer to 1 is finer and slower.", ""},
        specs::confidence(), specs::target()};
    return {info, run};
}

} // namespace epsilonlab
