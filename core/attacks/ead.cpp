// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/carlini_wagner.h"
#include "attacks/logit_gradients.h"
#include "attacks/minimal_norm.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace epsilonlab {

namespace {

constexpr std::int64_t kRepeatsBestFrom = 10; // searches; the authors' code
constexpr double kProgress = 0.9999;          // as cw
constexpr std::int64_t kTracePoints = 20;     // of each search

struct Options
{
    std::int64_t searches = 9, steps = 1000;
    double learningRate = 0.01, firstConstant = 1e-3, beta = 0.01, confidence = 0.0;
    bool abortsEarly = true, isElasticNet = false;
};

/// One run of the optimiser; all tensors have a row for each image that has not been given up.
struct Descent
{
    at::Tensor rows; // int64, in the problem
    at::Tensor clean, x, y, constants, lastLoss; // y: the slack variable of FISTA, where gradients are taken
    Goal goal;

    void keepOnly(const at::Tensor& which)
    {
        for (at::Tensor* tensor : {&rows, &clean, &x, &y, &constants, &lastLoss, &goal.labels})
            *tensor = tensor->index_select(0, which);
        if (goal.targets.defined())
            goal.targets = goal.targets.index_select(0, which);
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

// Equation 5: what changed by less than beta goes back, the rest shrinks by beta and is cut to [0, 1].
at::Tensor shrunk(const at::Tensor& z, const at::Tensor& clean, double beta)
{
    const at::Tensor change = z - clean;
    const at::Tensor moved = at::where(change > beta, (z - beta).clamp_max(1.0), (z + beta).clamp_min(0.0));
    return at::where(change.abs() <= beta, clean, moved);
}

void climbDown(Search& search, Descent& descent, std::int64_t i)
{
    const double share = static_cast<double>(i) / static_cast<double>(search.options.steps);
    const double rate = search.options.learningRate * std::sqrt(1.0 - share);
    const LogitGradients here(search.problem.network, descent.y);
    search.outcome.gradientEvaluations += descent.rows.size(0);
    const HingeLoss hinge = hingeLoss(here.logits(), descent.goal);
    const at::Tensor uphill
        = here.of(hinge.weights * descent.constants.unsqueeze(1)).add_(descent.y - descent.clean, 2.0);
    search.hadGradient.index_put_({descent.rows},
        search.hadGradient.index({descent.rows}).logical_or((uphill != 0).flatten(1).any(1)));
    const at::Tensor x = shrunk(descent.y - uphill * rate, descent.clean, search.options.beta);
    const double momentum = static_cast<double>(i) / (static_cast<double>(i) + 3.0);
    descent.y = x + (x - descent.x) * momentum;
    descent.x = x;
}

/// Looks at the iterate; gives the loss of each image.
at::Tensor judge(Search& search, Descent& descent, at::Tensor& isFound, bool wantTrace)
{
    const at::Tensor logits = search.problem.network.logits(descent.x);
    search.outcome.forwardEvaluations += descent.rows.size(0);
    const HingeLoss hinge = hingeLoss(logits, descent.goal);
    const at::Tensor l1 = distances(Norm::L1, descent.x, descent.clean);
    const at::Tensor l2 = distances(Norm::L2, descent.x, descent.clean);
    const at::Tensor net = l2 * l2 + l1 * search.options.beta;
    search.nearest.offer({descent.x, logits, hinge.isReached, descent.rows, search.options.isElasticNet ? net : l1});
    isFound.index_put_({descent.rows}, isFound.index({descent.rows}).logical_or(hinge.isReached));
    if (wantTrace) {
        const AttackStep here {descent.x, logits};
        search.outcome.trace.push_back(
            search.outcome.trace.empty() ? here : nextStep(search.outcome, descent.rows, here));
    }
    return net + descent.constants * hinge.loss;
}

at::Tensor descend(Search& search, const at::Tensor& constants)
{
    const AttackProblem& problem = search.problem;
    const std::int64_t n = problem.images.size(0);
    const std::int64_t look = std::max<std::int64_t>(1, search.options.steps / 10);
    const std::int64_t tracedEvery = std::max<std::int64_t>(1, search.options.steps / kTracePoints);
    at::Tensor isFound = at::zeros({n}, at::kBool);
    Descent descent {at::arange(n), problem.images, problem.images, problem.images, constants,
        at::full({n}, std::numeric_limits<float>::infinity()), {problem.labels, problem.targets, search.options.confidence}};
    for (std::int64_t i = 0; i < search.options.steps && descent.rows.size(0) > 0; ++i) {
        if (problem.stop.stop_requested())
            break;
        climbDown(search, descent, i);
        const at::Tensor loss = judge(search, descent, isFound, problem.wantTrace && i % tracedEvery == 0);
        problem.show({search.outcome.gradientEvaluations, search.options.searches * search.options.steps, search.nearest.images(), {}});
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
        realValue(values, "first-c"), realValue(values, "beta"), realValue(values, "confidence"),
        booleanValue(values, "abort-early"), textValue(values, "rule") == "elastic-net"};
    const std::int64_t n = problem.images.size(0);
    Search search {problem, options, NearestFound(problem, Norm::L1), {}, at::zeros({n}, at::kBool)};
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

/// Elastic-net attack (Chen et al. 2018, "EAD: elastic-net attacks to deep neural networks via adversarial examples",
/// arXiv:1709.04114, algorithm 1) in its accelerated form (FISTA): minimises c f(x') + |x' - x|_2^2 + beta |x' - x|_1 by
/// shrinking and thresholding, for several c found by bisection for each image of its own, with a learning rate that falls as
/// the square root of what is left. An image whose loss stalls ends its run. Input images: N x 1 x 28 x 28 float32 in [0, 1];
/// labels: N int64. Returns the clear success of least L1 distance, or of least elastic-net distance with rule = elastic-net;
/// the image itself where there was none. `steps` counts gradients of one search. No randomness. Cost: at most `searches` times
/// `steps` forward and backward passes and as many forward passes. Looks at the stop token once per step.
Attack eadAttack()
{
    AttackInfo info;
    info.id = "ead";
    info.title = "EAD";
    info.sentence = "As C&W, but the sum of all changes counts: few pixels change, and those strongly.";
    info.source = "Chen et al. 2018, arXiv:1709.04114";
    info.group = AttackGroup::MinimalNorm;
    info.norm = "l1";
    ParameterSpec rate = specs::learningRate(0.01);
    rate.help = "Size of the first step; it falls as the square root of the steps that are left.";
    info.parameters = {specs::successBound(), specs::searches(), specs::steps(1000), rate,
        specs::firstConstant(1e-3),
        {"beta", "Beta", "", ParameterKind::Real, 0.01, 0.0, 1.0, {},
            "Weight of the sum of all changes; each step sets changes below it back to none.", "C&W without tanh space"},
        {"rule", "Rule", "", ParameterKind::Choice, std::string("l1"), 0, 0, {"l1", "elastic-net"},
            "Which of the images found is the result: that of least L1 distance, or of least squared L2 plus beta times L1.", ""},
        specs::confidence(), specs::abortEarly(), specs::target()};
    return {info, run};
}

} // namespace epsilonlab
