// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/auto_pgd.h"

#include "attacks/auto_pgd_checkpoints.h"
#include "attacks/gradient.h"
#include "attacks/logit_gradients.h"
#include "attacks/problem_rows.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kStartStream = 0x1000; // + run; below 0x100000 for any number of runs
constexpr double kMomentum = 0.75; // share of the new step, alpha in the paper

/// What a run knows about each image that still holds: all tensors have as many rows.
struct Climb
{
    const Network& network;
    at::Tensor rows{}; // where these images stand in the outcome
    at::Tensor clean{}, labels{}, targets{}, aims{};
    at::Tensor x{}, previous{}, logits{}, loss{}, gradient{};
    at::Tensor best{}, bestLogits{}, bestLoss{}, bestGradient{}; // at the highest loss
    at::Tensor stepSize{}; // N x 1 x 1 x 1
    at::Tensor lastLoss{}, rises{}; // rises since the last checkpoint, float32
    at::Tensor lossAtCheckpoint{}, wasHalved{}; // at the last checkpoint

    std::int64_t count() const { return rows.size(0); }

    void keep(const at::Tensor& local)
    {
        for (at::Tensor* tensor : {&rows, &clean, &labels, &targets, &aims, &x, &previous, &logits, &loss,
                 &gradient, &best, &bestLogits, &bestLoss, &bestGradient, &stepSize, &lastLoss, &rises,
                 &lossAtCheckpoint, &wasHalved})
            if (tensor->defined())
                *tensor = tensor->index_select(0, local);
    }
};

/// On the sphere, then clipped: the largest change (linf) or the Euclidean length (l2) is epsilon before
/// clipping.
at::Tensor randomStart(const AttackProblem& problem, const AutoPgdOptions& options)
{
    at::Tensor delta = at::empty(problem.images.sizes(), at::kFloat);
    const auto pixels = static_cast<std::size_t>(delta.numel() / delta.size(0));
    for (std::size_t i = 0; i < problem.indices.size(); ++i) {
        ImageRng rng(problem.seed, problem.indices[i], options.stream);
        const std::span<float> out{delta.data_ptr<float>() + i * pixels, pixels};
        if (options.threat.norm == Norm::Linf)
            rng.fillUniform(out, -1.0, 1.0);
        else
            for (float& value : out)
                value = static_cast<float>(rng.normal());
    }
    const at::Tensor length
        = options.threat.norm == Norm::Linf ? delta.abs().amax({1, 2, 3}, true) : euclideanLengths(delta);
    return options.threat.project(problem.images + delta * (options.threat.epsilon / length), problem.images);
}

/// Logits and loss at x and, but for the last point, the gradient.
void evaluate(Climb& climb, const AutoPgdOptions& options, bool wantsGradient, AttackOutcome& outcome)
{
    if (!wantsGradient) {
        climb.logits = climb.network.logits(climb.x);
        climb.loss = options.loss(climb.logits, climb.labels, climb.aims).values;
        outcome.forwardEvaluations += climb.count();
        return;
    }
    const LogitGradients here(climb.network, climb.x);
    climb.logits = here.logits();
    const LogitLoss loss = options.loss(climb.logits, climb.labels, climb.aims);
    climb.loss = loss.values;
    climb.gradient = here.of(loss.weights);
    outcome.gradientEvaluations += climb.count();
    const at::Tensor isZero = (climb.gradient == 0).flatten(1).all(1);
    outcome.zeroGradient = outcome.zeroGradient.index_copy(
        0, climb.rows, outcome.zeroGradient.index_select(0, climb.rows).logical_and(isZero));
}

void place(const at::Tensor& rows, const at::Tensor& images, const at::Tensor& logits, AttackOutcome& outcome)
{
    outcome.adversarial = outcome.adversarial.index_copy(0, rows, images);
    outcome.logits = outcome.logits.index_copy(0, rows, logits);
}

void addToTrace(const Climb& climb, AttackOutcome& outcome)
{
    if (outcome.trace.empty())
        outcome.trace.push_back({climb.x, climb.logits});
    else
        outcome.trace.push_back({outcome.trace.back().iterates.index_copy(0, climb.rows, climb.x),
            outcome.trace.back().logits.index_copy(0, climb.rows, climb.logits)});
}

/// Images that have reached the goal are written down and leave.
void releaseSuccesses(Climb& climb, AttackOutcome& outcome)
{
    const at::Tensor success = isSuccess(climb.logits, climb.labels, climb.targets);
    const at::Tensor local = rowsWhere(success);
    if (local.size(0) == 0)
        return;
    place(climb.rows.index_select(0, local), climb.x.index_select(0, local),
        climb.logits.index_select(0, local), outcome);
    climb.keep(rowsWhere(success.logical_not()));
}

void rememberBest(Climb& climb)
{
    const at::Tensor isBetter = climb.loss > climb.bestLoss;
    const at::Tensor wide = isBetter.view({-1, 1, 1, 1});
    climb.best = at::where(wide, climb.x, climb.best);
    climb.bestGradient = at::where(wide, climb.gradient, climb.bestGradient);
    climb.bestLogits = at::where(isBetter.view({-1, 1}), climb.logits, climb.bestLogits);
    climb.bestLoss = at::where(isBetter, climb.loss, climb.bestLoss);
    climb.rises += (climb.loss > climb.lastLoss).to(at::kFloat);
    climb.lastLoss = climb.loss;
}

void advance(Climb& climb, const AutoPgdOptions& options, bool isFirst)
{
    const ThreatModel& threat = options.threat;
    const at::Tensor& clean = climb.clean;
    const at::Tensor stepped
        = threat.project(climb.x + threat.ascentDirection(climb.gradient, climb.x) * climb.stepSize, clean);
    const double share = isFirst ? 1.0 : kMomentum;
    const at::Tensor next
        = climb.x + (stepped - climb.x) * share + (climb.x - climb.previous) * (1.0 - share);
    climb.previous = climb.x;
    climb.x = threat.project(next, clean);
}

void atCheckpoint(Climb& climb, const AutoPgdOptions& options, std::int64_t length)
{
    const at::Tensor oscillates = climb.rises <= options.rho * static_cast<double>(length);
    const at::Tensor isStuck
        = climb.wasHalved.logical_not().logical_and(climb.lossAtCheckpoint >= climb.bestLoss);
    climb.wasHalved = oscillates.logical_or(isStuck);
    climb.lossAtCheckpoint = climb.bestLoss;
    climb.rises = at::zeros_like(climb.rises);
    const at::Tensor wide = climb.wasHalved.view({-1, 1, 1, 1});
    climb.stepSize = at::where(wide, climb.stepSize / 2.0, climb.stepSize);
    climb.x = at::where(wide, climb.best, climb.x);
    climb.gradient = at::where(wide, climb.bestGradient, climb.gradient);
}

Climb begin(const AttackProblem& problem, const AutoPgdOptions& options, AttackOutcome& outcome)
{
    const std::int64_t n = problem.images.size(0);
    Climb climb{problem.network};
    climb.clean = problem.images;
    climb.labels = problem.labels;
    climb.targets = problem.targets;
    climb.rows = at::arange(n, at::kLong);
    climb.aims = options.aims;
    climb.x = climb.previous = climb.best = randomStart(problem, options);
    evaluate(climb, options, true, outcome);
    climb.bestLogits = climb.logits;
    climb.bestLoss = climb.lastLoss = climb.lossAtCheckpoint = climb.loss;
    climb.bestGradient = climb.gradient;
    climb.stepSize = at::full({n, 1, 1, 1}, 2.0 * options.threat.epsilon);
    climb.rises = at::zeros({n});
    climb.wasHalved = at::ones({n}, at::kBool);
    return climb;
}

AutoPgdOptions optionsOf(const ParameterSet& values)
{
    AutoPgdOptions options;
    options.threat = ThreatModel::from(values);
    options.steps = integerValue(values, "steps");
    options.rho = realValue(values, "rho");
    return options;
}

/// Runs `options` on the images of `outcome` that still hold; false if none does.
bool runOnHolding(const AttackProblem& problem, const AutoPgdOptions& options, AttackOutcome& outcome)
{
    const at::Tensor rows = holdingRows(problem, outcome);
    if (rows.size(0) == 0 || problem.stop.stop_requested())
        return false;
    AttackProblem part = restrictedTo(problem, rows);
    AutoPgdOptions partOptions = options;
    if (options.aims.defined())
        partOptions.aims = options.aims.index_select(0, rows);
    part.wantTrace = problem.wantTrace && outcome.trace.empty();
    AttackOutcome run = autoPgdRun(part, partOptions);
    if (part.wantTrace)
        outcome.trace = std::move(run.trace);
    mergeRun(problem, rows, run, outcome);
    return true;
}

} // namespace

AttackOutcome autoPgdRun(const AttackProblem& problem, const AutoPgdOptions& options)
{
    AttackOutcome outcome = unchanged(problem);
    if (problem.stop.stop_requested() || options.threat.epsilon == 0.0)
        return outcome;
    outcome.zeroGradient = at::ones({problem.images.size(0)}, at::kBool);
    Climb climb = begin(problem, options, outcome);
    if (problem.wantTrace)
        addToTrace(climb, outcome);
    releaseSuccesses(climb, outcome);
    AutoPgdCheckpoints checkpoints(options.steps);
    for (std::int64_t step = 0; step < options.steps && climb.count() > 0 && !problem.stop.stop_requested();
         ++step) {
        advance(climb, options, step == 0);
        evaluate(climb, options, step + 1 < options.steps, outcome);
        if (problem.wantTrace)
            addToTrace(climb, outcome);
        problem.show({step + 1, options.steps, climb.x, climb.logits});
        releaseSuccesses(climb, outcome);
        rememberBest(climb);
        const std::int64_t length = checkpoints.length();
        if (checkpoints.step())
            atCheckpoint(climb, options, length);
    }
    if (climb.count() > 0)
        place(climb.rows, climb.best, climb.bestLogits, outcome);
    return outcome;
}

AttackOutcome autoPgd(const AttackProblem& problem, decltype(AutoPgdOptions::loss) loss)
{
    AutoPgdOptions options = optionsOf(problem.values);
    options.loss = loss;
    options.aims = problem.targets;
    AttackOutcome outcome = unchanged(problem);
    const std::int64_t restarts = integerValue(problem.values, "restarts");
    for (std::int64_t restart = 0; restart < restarts; ++restart) {
        options.stream = kStartStream + static_cast<std::uint64_t>(restart);
        if (!runOnHolding(problem, options, outcome))
            break;
    }
    return outcome;
}

AttackOutcome targetedAutoPgd(const AttackProblem& problem)
{
    AutoPgdOptions options = optionsOf(problem.values);
    options.loss = targetedDlrLoss;
    AttackOutcome outcome = unchanged(problem);
    const at::Tensor clean = outcome.logits;
    const at::Tensor byLikelihood
        = clean.scatter(1, problem.labels.unsqueeze(1), -std::numeric_limits<float>::infinity())
              .argsort(1, true);
    const std::int64_t classes = std::min(integerValue(problem.values, "target-classes"), clean.size(1) - 1);
    const std::int64_t runs = classes * integerValue(problem.values, "restarts");
    for (std::int64_t run = 0; run < runs; ++run) {
        options.stream = kStartStream + static_cast<std::uint64_t>(run);
        options.aims = byLikelihood.select(1, run % classes).contiguous();
        if (!runOnHolding(problem, options, outcome))
            break;
    }
    return outcome;
}

namespace specs {

ParameterSpec rho()
{
    return {"rho", "Share of rises", "", ParameterKind::Real, 0.75, 0.0, 1.0, {},
        "The step is halved where the loss rose in at most this share of the steps since the last checkpoint.",
        ""};
}

ParameterSpec targetClasses()
{
    return {"target-classes", "Target classes", "classes", ParameterKind::Integer, std::int64_t{9}, 1, 1000,
        {},
        "How many wrong classes are tried as a target, the likeliest first; as many as the network has, at most.",
        ""};
}

} // namespace specs

} // namespace epsilonlab
