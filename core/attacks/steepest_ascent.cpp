// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/steepest_ascent.h"

#include "attacks/gradient.h"

#include <ATen/ATen.h>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kStartStream = 0x100; // + restart
constexpr float kNone = -1e30F;

/// One restart on the images that still hold.
struct Restart
{
    const AttackProblem& problem;
    const AscentOptions& options;
    at::Tensor x, logits; // where the path is now
    at::Tensor bestX, bestLogits, bestMargin; // the successful iterate of the largest margin
    at::Tensor hadGradient; // N bool
    at::Tensor momentum; // as x; undefined without
};

void rememberBest(Restart& run)
{
    if (!run.options.keepsBest)
        return;
    const at::Tensor margin = successMargin(run.logits, run.problem.labels, run.problem.targets);
    const at::Tensor success = isSuccess(run.logits, run.problem.labels, run.problem.targets);
    const at::Tensor better = success.logical_and(margin > run.bestMargin);
    run.bestMargin = at::where(better, margin, run.bestMargin);
    run.bestX = at::where(better.view({-1, 1, 1, 1}), run.x, run.bestX);
    run.bestLogits = at::where(better.view({-1, 1}), run.logits, run.bestLogits);
}

/// Gradient at x, or at the look-ahead point; run.logits become those of x if anybody asks for them.
at::Tensor gradientOf(Restart& run, AttackOutcome& outcome, bool wantsLogits)
{
    const AttackProblem& problem = run.problem;
    const bool looksAhead = run.options.looksAhead && run.momentum.defined();
    const at::Tensor at
        = looksAhead ? run.x + run.momentum * (run.options.stepSize * run.options.decay) : run.x;
    const LossGradient here = lossGradient(problem.network, at, problem.labels, problem.targets);
    outcome.gradientEvaluations += problem.images.size(0);
    run.logits = here.logits;
    if (looksAhead && wantsLogits) {
        run.logits = problem.network.logits(run.x);
        outcome.forwardEvaluations += problem.images.size(0);
    }
    return here.gradient;
}

at::Tensor ascentOf(Restart& run, const at::Tensor& gradient)
{
    if (!run.options.hasMomentum)
        return gradient;
    const at::Tensor scaled = scaledByMean(gradient);
    run.momentum = run.momentum.defined() ? run.momentum * run.options.decay + scaled : scaled;
    return run.momentum;
}

void climb(Restart& run, AttackOutcome& outcome, bool wantTrace)
{
    const AttackProblem& problem = run.problem;
    const std::int64_t n = problem.images.size(0);
    for (std::int64_t step = 0; step < run.options.steps && !problem.stop.stop_requested(); ++step) {
        const bool isWatched = problem.watch && step > 0;
        const at::Tensor gradient = gradientOf(run, outcome, wantTrace || run.options.keepsBest || isWatched);
        if (isWatched)
            problem.show({step, run.options.steps, run.x, run.logits});
        if (wantTrace)
            outcome.trace.push_back({run.x, run.logits});
        rememberBest(run);
        run.hadGradient.logical_or_((gradient != 0).flatten(1).any(1));
        const at::Tensor moved = run.x
            + run.options.threat.ascentDirection(ascentOf(run, gradient), run.x) * run.options.stepSize;
        run.x = run.options.threat.project(moved, problem.images);
    }
    run.logits = problem.network.logits(run.x);
    outcome.forwardEvaluations += n;
    if (wantTrace)
        outcome.trace.push_back({run.x, run.logits});
    rememberBest(run);
}

Restart start(const AttackProblem& problem, const AscentOptions& options, std::int64_t restart)
{
    Restart run{problem, options, problem.images, {}, {}, {}, {}, {}, {}};
    if (options.hasRandomStart)
        run.x = options.threat.randomPoint(problem.images, problem.indices, problem.seed,
            kStartStream + static_cast<std::uint64_t>(restart));
    const std::int64_t n = problem.images.size(0);
    run.bestX = problem.images;
    run.bestLogits = at::zeros({n, problem.network.architecture().classes}, run.x.options());
    run.bestMargin = at::full({n}, kNone, run.x.options());
    run.hadGradient = at::zeros({n}, at::kBool);
    return run;
}

// The last iterate, unless it fails where an earlier one succeeded.
void settle(Restart& run)
{
    if (!run.options.keepsBest)
        return;
    const at::Tensor fails = isSuccess(run.logits, run.problem.labels, run.problem.targets).logical_not();
    const at::Tensor useBest = fails.logical_and(run.bestMargin > kNone);
    run.x = at::where(useBest.view({-1, 1, 1, 1}), run.bestX, run.x);
    run.logits = at::where(useBest.view({-1, 1}), run.bestLogits, run.logits);
}

AttackProblem restricted(const AttackProblem& problem, const at::Tensor& rows)
{
    AttackProblem part = problem;
    part.watch = nullptr; // the pictures are of the first run
    part.images = problem.images.index_select(0, rows);
    part.labels = problem.labels.index_select(0, rows);
    if (problem.isTargeted())
        part.targets = problem.targets.index_select(0, rows);
    part.indices.clear();
    for (std::int64_t i = 0; i < rows.size(0); ++i)
        part.indices.push_back(problem.indices[static_cast<std::size_t>(rows[i].item<std::int64_t>())]);
    return part;
}

} // namespace

AscentOptions AscentOptions::from(const ParameterSet& values)
{
    AscentOptions options;
    options.threat = ThreatModel::from(values);
    options.steps = integerValue(values, "steps");
    options.stepSize
        = effectiveStepSize(realValue(values, "step-size"), options.threat.epsilon, options.steps);
    options.keepsBest = textValue(values, "keep") == "best";
    return options;
}

at::Tensor scaledByMean(const at::Tensor& gradient)
{
    // A floor under the mean instead would shrink the tiny gradients of confident images, and the memory of
    // earlier steps would outweigh them.
    const at::Tensor finite = at::nan_to_num(gradient, 0.0, 0.0, 0.0);
    const at::Tensor mean = finite.abs().mean({1, 2, 3}, true);
    return finite / at::where(mean > 0, mean, at::ones_like(mean));
}

double effectiveStepSize(double stepSize, double epsilon, std::int64_t steps)
{
    return stepSize > 0.0 ? stepSize : 2.5 * epsilon / static_cast<double>(steps);
}

AttackOutcome steepestAscent(const AttackProblem& problem, const AscentOptions& options)
{
    AttackOutcome outcome;
    Restart first = start(problem, options, 0);
    climb(first, outcome, problem.wantTrace);
    settle(first);
    outcome.adversarial = first.x;
    outcome.logits = first.logits;
    outcome.zeroGradient = first.hadGradient.logical_not();
    for (std::int64_t restart = 1; restart < options.restarts && !problem.stop.stop_requested(); ++restart) {
        const at::Tensor rows
            = isSuccess(outcome.logits, problem.labels, problem.targets).logical_not().nonzero().squeeze(1);
        if (rows.size(0) == 0)
            break;
        const AttackProblem part = restricted(problem, rows);
        Restart run = start(part, options, restart);
        climb(run, outcome, false);
        settle(run);
        outcome.adversarial = outcome.adversarial.index_copy(0, rows, run.x);
        outcome.logits = outcome.logits.index_copy(0, rows, run.logits);
    }
    return outcome;
}

} // namespace epsilonlab
