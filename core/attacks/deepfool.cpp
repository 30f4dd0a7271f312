// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/boundary_step.h"
#include "attacks/minimal_norm.h"
#include "attacks/specs.h"

#include <ATen/ATen.h>

namespace epsilonlab {

namespace {

struct Options
{
    Norm norm = Norm::Linf;
    std::int64_t steps = 50, candidates = 10;
    double overshoot = 0.02;
};

/// The images that are not fooled yet; all tensors have a row for each of them.
struct Walk
{
    at::Tensor rows; // int64, in the problem
    at::Tensor clean, x, labels;
    at::Tensor candidates; // M x C int64, classes from the likeliest, without the label
    at::Tensor total; // sum of the steps so far, without overshoot
    bool heedsBox = false; // see BoundaryQuery::box

    void keepOnly(const at::Tensor& which)
    {
        for (at::Tensor* tensor : {&rows, &clean, &x, &labels, &candidates, &total})
            *tensor = tensor->index_select(0, which);
    }
};

void take(Walk& walk, const at::Tensor& step, double overshoot)
{
    walk.total = walk.total + step;
    walk.x = (walk.clean + walk.total * (1.0 + overshoot)).clamp_(0.0, 1.0);
    // What the box cut off is not part of the way made, or the walk would think that it had come farther than
    // it has.
    walk.total = (walk.x - walk.clean) / (1.0 + overshoot);
}

/// Looks where the walk stands and drops the images that are fooled.
void judge(Walk& walk, const AttackProblem& problem, NearestFound& nearest, AttackOutcome& outcome)
{
    const at::Tensor logits = problem.network.logits(walk.x);
    outcome.forwardEvaluations += walk.rows.size(0);
    nearest.offer({walk.x, logits, {}, walk.rows, {}});
    if (problem.wantTrace)
        outcome.trace.push_back(nextStep(outcome, walk.rows, {walk.x, logits}));
    walk.keepOnly(isClearSuccess(logits, walk.labels, {}).logical_not().nonzero().squeeze(1));
}

AttackOutcome run(const AttackProblem& problem)
{
    const Options options{normFromText(textValue(problem.values, "norm")),
        integerValue(problem.values, "steps"), integerValue(problem.values, "candidates"),
        realValue(problem.values, "overshoot")};
    const std::int64_t n = problem.images.size(0);
    Walk walk{
        at::arange(n), problem.images, problem.images, problem.labels, {}, at::zeros_like(problem.images)};
    NearestFound nearest(problem, options.norm);
    at::Tensor hadGradient = at::zeros({n}, at::kBool);
    AttackOutcome outcome;
    for (std::int64_t step = 0;
         step < options.steps && walk.rows.size(0) > 0 && !problem.stop.stop_requested(); ++step) {
        walk.heedsBox = 2 * step >= options.steps;
        const LogitGradients here(problem.network, walk.x);
        if (!walk.candidates.defined())
            walk.candidates = likeliestOthers(here.logits(), problem.labels, options.candidates);
        if (problem.wantTrace && step == 0)
            outcome.trace.push_back({walk.x, here.logits()});
        const at::Tensor move = stepToNearestBoundary(
            here, {walk.labels, walk.candidates, options.norm, walk.heedsBox ? walk.x : at::Tensor()});
        outcome.gradientEvaluations += walk.rows.size(0) * walk.candidates.size(1);
        hadGradient.index_put_(
            {walk.rows}, (move != 0).flatten(1).any(1).logical_or(hadGradient.index({walk.rows})));
        take(walk, move, options.overshoot);
        judge(walk, problem, nearest, outcome);
        // Somebody who looks has one image: where it stands, or what fooled the network.
        if (problem.watch)
            problem.show({step + 1, options.steps, walk.rows.size(0) > 0 ? walk.x : nearest.images(), {}});
    }
    outcome.adversarial = nearest.images();
    outcome.zeroGradient = hadGradient.logical_not();
    return outcome;
}

} // namespace

/// DeepFool (Moosavi-Dezfooli et al. 2016, "DeepFool: a simple and accurate method to fool deep neural
/// networks", arXiv:1511.04599, algorithm 2), untargeted, for linf and l2: walks to the nearest of the
/// linearised boundaries, again and again, until the network is fooled; the sum of the steps is stretched by
/// 1 + overshoot. Two departures, for images that are black for the greater part: what [0, 1] cuts off a step
/// does not count as way made, and images that still hold after half of the steps go on with the
/// linearisation of the pixels that can move, because the walk otherwise keeps pushing against black and
/// never arrives (30 % of the images of a robust network in l2). Input images: N x 1 x 28 x 28 float32 in [0,
/// 1]; labels: N int64. Returns the first clear success; the image itself where there was none. `steps`
/// counts walks to a boundary, `candidates` how many of the likeliest other classes are looked at. No
/// randomness. Cost: one forward pass, `candidates` backward passes and one more forward pass per step and
/// image that still holds; images that are fooled leave. Looks at the stop token once per step.
Attack deepfoolAttack()
{
    AttackInfo info;
    info.id = "deepfool";
    info.title = "DeepFool";
    info.sentence
        = "Walks straight to the nearest boundary as the gradients draw it, until the network changes its mind.";
    info.source = "Moosavi-Dezfooli et al. 2016, arXiv:1511.04599";
    info.group = AttackGroup::MinimalNorm;
    info.isTargetable = false;
    info.parameters = {specs::norm(), specs::successBound(), specs::steps(50),
        {"overshoot", "Overshoot", "", ParameterKind::Real, 0.02, 0.0, 1.0, {},
            "How far past the boundary the change is stretched, as a share of its length.",
            "exactly to the boundary"},
        {"candidates", "Candidates", "classes", ParameterKind::Integer, std::int64_t{10}, 1, 1000, {},
            "How many of the likeliest other classes are looked at. Fewer is faster and may miss the nearest.",
            ""}};
    return {info, run};
}

} // namespace epsilonlab
