// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/constant_search.h"

#include "attacks/minimal_norm.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

namespace epsilonlab {

namespace {

constexpr std::int64_t kRepeatsBestFrom = 10; // searches; the authors' code
constexpr double kProgress = 0.9999; // a loss above this share of the last looked at has not fallen
constexpr std::int64_t kTracePoints = 20; // of each search

struct Search
{
    const AttackProblem& problem;
    const ConstantSearchOptions& options;
    NearestFound nearest;
    AttackOutcome outcome;
    at::Tensor hadGradient; // N bool
};

void record(Search& search, const at::Tensor& rows, const DescentLook& look, at::Tensor& isFound)
{
    search.outcome.gradientEvaluations += rows.size(0);
    search.outcome.forwardEvaluations += rows.size(0) * look.forwards;
    search.nearest.offer({look.points, look.logits, look.isReached, rows, look.measure});
    isFound.index_put_({rows}, isFound.index({rows}).logical_or(look.isReached));
    const at::Tensor has = (look.gradient != 0).flatten(1).any(1);
    search.hadGradient.index_put_({rows}, search.hadGradient.index({rows}).logical_or(has));
}

void trace(Search& search, const at::Tensor& rows, const DescentLook& look)
{
    const AttackStep here{look.points, look.logits};
    search.outcome.trace.push_back(
        search.outcome.trace.empty() ? here : nextStep(search.outcome, rows, here));
}

/// N bool: reached by this run.
at::Tensor descend(Search& search, ConstantDescent& descent)
{
    const AttackProblem& problem = search.problem;
    const ConstantSearchOptions& options = search.options;
    const std::int64_t n = problem.images.size(0);
    const std::int64_t look = std::max<std::int64_t>(1, options.steps / 10);
    const std::int64_t tracedEvery = std::max<std::int64_t>(1, options.steps / kTracePoints);
    at::Tensor rows = at::arange(n), isFound = at::zeros({n}, at::kBool);
    at::Tensor lastLoss = at::full({n}, std::numeric_limits<float>::infinity());
    for (std::int64_t i = 0; i < options.steps && rows.size(0) > 0 && !problem.stop.stop_requested(); ++i) {
        const DescentLook seen = descent.step(i);
        record(search, rows, seen, isFound);
        if (problem.wantTrace && i % tracedEvery == 0)
            trace(search, rows, seen);
        problem.show({search.outcome.gradientEvaluations, options.searches * options.steps,
            search.nearest.images(), {}});
        if (!options.abortsEarly || i % look != 0)
            continue;
        const at::Tensor which = (seen.loss <= lastLoss * kProgress).nonzero().squeeze(1);
        lastLoss = seen.loss.index_select(0, which);
        rows = rows.index_select(0, which);
        descent.keepOnly(which);
    }
    return isFound;
}

} // namespace

ConstantSearchOptions ConstantSearchOptions::from(const ParameterSet& values)
{
    return {integerValue(values, "searches"), integerValue(values, "steps"), realValue(values, "first-c"),
        realValue(values, "confidence"), booleanValue(values, "abort-early")};
}

AttackOutcome searchConstants(
    const AttackProblem& problem, Norm norm, const ConstantSearchOptions& options, const BeginDescent& begin)
{
    const std::int64_t n = problem.images.size(0);
    Search search{problem, options, NearestFound(problem, norm), {}, at::zeros({n}, at::kBool)};
    ConstantSearch constants(n, options.firstConstant);
    const Goal goal{problem.labels, problem.targets, options.confidence};
    for (std::int64_t i = 0; i < options.searches && !problem.stop.stop_requested(); ++i) {
        if (i == options.searches - 1 && options.searches >= kRepeatsBestFrom)
            constants.useUpperBounds();
        constants.next(descend(search, *begin(goal, constants.values())));
    }
    search.outcome.adversarial = search.nearest.images();
    search.outcome.zeroGradient = search.hadGradient.logical_not();
    return std::move(search.outcome);
}

} // namespace epsilonlab
