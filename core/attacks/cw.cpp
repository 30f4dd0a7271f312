// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/carlini_wagner.h"
#include "attacks/logit_gradients.h"
#include "attacks/minimal_norm.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

namespace epsilonlab {

namespace {

constexpr std::int64_t kRepeatsBestFrom = 10; // searches; the authors' code
constexpr double kProgress = 0.9999;          // a loss above this share of the last looked at has not fallen
constexpr std::int64_t kTracePoints = 20;     // of each search

struct Options
{
    std::int64_t searches = 9, steps = 1000;
    double learningRate = 0.01, firstConstant = 1e-3, confidence = 0.0;
    bool abortsEarly = true;
};

/// One run of the optimiser; all tensors have a row for each image that has not been given up.
struct Descent
{
    at::Tensor rows; // int64, in the problem
    at::Tensor w, origin, constants, lastLoss;
    Goal goal;
    RowAdam adam;

    void keepOnly(const at::Tensor& which)
    {
        for (at::Tensor* tensor : {&rows, &w, &origin, &constants, &lastLoss, &goal.labels})
            *tensor = tensor->index_select(0, which);
        if (goal.targets.defined())
            goal.targets = goal.targets.index_select(0, which);
        adam.keepOnly(which);
    }
};

struct Search
{
    const AttackProblem& problem;
    const Options& options;
    NearestFound nearest;
    AttackOutcome outcome;
    at::Tensor hadGradient; // N bool
};

Descent startOf(const Search& search, const at::Tensor& constants)
{
    const at::Tensor w = toTanhSpace(search.problem.images);
    const std::int64_t n = w.size(0);
    return {at::arange(n), w, fromTanhSpace(w), constants, at::full({n}, std::numeric_limits<float>::infinity()),
        {search.problem.labels, search.problem.targets, search.options.confidence}, RowAdam(w, search.options.learningRate)};
}

void trace(Search& search, const Descent& descent, const AttackStep& here)
{
    if (search.outcome.trace.empty())
        search.outcome.trace.push_back(here);
    else
        search.outcome.trace.push_back(nextStep(search.outcome, descent.rows, here));
}

/// One step; gives the loss of each image.
at::Tensor step(Search& search, Descent& descent, at::Tensor& isFound, bool wantTrace)
{
    const at::Tensor x = fromTanhSpace(descent.w);
    const LogitGradients here(search.problem.network, x);
    const HingeLoss hinge = hingeLoss(here.logits(), descent.goal);
    search.outcome.gradientEvaluations += descent.rows.size(0);
    search.nearest.offer({x, here.logits(), hinge.isReached, descent.rows, {}});
    isFound.index_put_({descent.rows}, isFound.index({descent.rows}).logical_or(hinge.isReached));
    if (wantTrace)
        trace(search, descent, {x, here.logits()});

    const at::Tensor change = x - descent.origin;
    const at::Tensor loss = (change * change).flatten(1).sum(1) + descent.constants * hinge.loss;
    const at::Tensor uphill = here.of(hinge.weights * descent.constants.unsqueeze(1)).add_(change, 2.0);
    search.hadGradient.index_put_({descent.rows},
        search.hadGradient.index({descent.rows}).logical_or((uphill != 0).flatten(1).any(1)));
    // d x / d w = (1 - tanh(w)^2) / 2 = 2 x (1 - x)
    descent.adam.step(descent.w, uphill * (x * (1.0 - x)).mul_(2.0));
    return loss;
}

at::Tensor descend(Search& search, const at::Tensor& constants)
{
    const std::int64_t look = std::max<std::int64_t>(1, search.options.steps / 10);
    const std::int64_t tracedEvery = std::max<std::int64_t>(1, search.options.steps / kTracePoints);
    at::Tensor isFound = at::zeros({search.problem.images.size(0)}, at::kBool);
    Descent descent = startOf(search, constants);
    for (std::int64_t i = 0; i < search.options.steps && descent.rows.size(0) > 0; ++i) {
        if (search.problem.stop.stop_requested())
            break;
        const at::Tensor loss = step(search, descent, isFound, search.problem.wantTrace && i % tracedEvery == 0);
        search.problem.show({search.outcome.gradientEvaluations, search.options.searches * search.options.steps, search.nearest.images(), {}});
        if (!search.options.abortsEarly || i % look != 0)
            continue;
        const at::Tensor isFalling = loss <= descent.lastLoss * kProgress;
        descent.lastLoss = loss;
        descent.keepOnly(isFalling.nonzero().squeeze(1));
    }
    return isFound;
}

AttackOutcome run(const AttackProblem& problem)
{
    const ParameterSet& values = problem.values;
    const Options options {integerValue(values, "searches"), integerValue(values, "steps"), realValue(values, "lr"),
        realValue(values, "first-c"), realValue(values, "confidence"), booleanValue(values, "abort-early")};
    const std::int64_t n = problem.images.size(0);
    Search search {problem, options, NearestFound(problem, Norm::L2), {}, at::zeros({n}, at::kBool)};
    ConstantSearch constants(n, options.firstConstant);
    for (std::int64_t i = 0; i < options.searches && !problem.stop.stop_requested(); ++i) {
        if (i == options.searches - 1 && options.searches >= kRepeatsBestFrom)
            constants.useUpperBounds();
        constants.next(descend(search, constants.values()));
    }
    search.outcome.adversarial = search.nearest.images();
    search.outcome.zeroGradient = search.hadGradient.logical_not();
    return std::move(search.outcome);
}

} // namespace

/// Carlini and Wagner's L2 attack (2017, "Towards evaluating the robustness of neural networks", arXiv:1608.04644, section
/// VI.A): minimises |x' - x|^2 + c f(x') over w with x' = (tanh(w) + 1) / 2 by Adam, for several c found by bisection for each
/// image of its own. An image whose loss stalls ends its run (the authors' code ends the run of the whole batch). Input images:
/// N x 1 x 28 x 28 float32 in [0, 1]; labels: N int64. Returns the nearest clear success by its L2 distance to the image as it
/// is, not to its squeezed copy in tanh space; the image itself where there was none. `steps` counts gradients of one search.
/// No randomness. Cost: at most `searches` times `steps` forward and backward passes. Looks at the stop token once per step.
Attack cwAttack()
{
    AttackInfo info;
    info.id = "cw";
    info.title = "C&W L2";
    info.sentence = "An optimiser weighs fooling the network against staying near, with a weight searched for each image. Slow and strong.";
    info.source = "Carlini and Wagner 2017, arXiv:1608.04644";
    info.group = AttackGroup::MinimalNorm;
    info.norm = "l2";
    info.parameters = {specs::successBound(), specs::searches(), specs::steps(1000), specs::learningRate(0.01),
        specs::firstConstant(1e-3), specs::confidence(), specs::abortEarly(), specs::target()};
    return {info, run};
}

} // namespace epsilonlab
