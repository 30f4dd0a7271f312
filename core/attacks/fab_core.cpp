// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/fab_core.h"

#include "attacks/fab_projection.h"
#include "attacks/gradient.h"
#include "attacks/logit_gradients.h"
#include "attacks/minimal_norm.h"
#include "attacks/problem_rows.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kStartStream = 0x3000; // + run
constexpr double kShortest = 1e-8; // the authors' floor for the lengths that alpha compares
constexpr int kFinalSteps = 3; // of the final search, as in the paper

struct FabOptions
{
    Norm norm = Norm::Linf;
    double startSize = 0.0, alphaMax = 0.1, eta = 1.05, beta = 0.9, enough = 0.0;
    std::int64_t steps = 100;

    static FabOptions from(const ParameterSet& values)
    {
        FabOptions options;
        options.norm = normFromText(textValue(values, "norm"));
        options.startSize = realValue(values, "epsilon");
        if (options.startSize == 0.0)
            options.startSize = options.norm == Norm::Linf ? 0.3 : options.norm == Norm::L2 ? 1.0 : 5.0;
        options.alphaMax = realValue(values, "alpha-max");
        options.eta = realValue(values, "eta");
        options.beta = realValue(values, "beta");
        options.steps = integerValue(values, "steps");
        return options;
    }
};

/// The nearest linearised boundary of each image: N x 784 normals, N offsets.
struct Boundaries
{
    at::Tensor normals, offsets;
};

/// One run: from the image or a random point, towards all classes or one.
class FabRun
{
public:
    FabRun(const AttackProblem& problem, const FabOptions& options, NearestFound& nearest,
        AttackOutcome& outcome)
        : m_problem(problem)
        , m_options(options)
        , m_nearest(nearest)
        , m_outcome(outcome)
        , m_rows(at::arange(problem.images.size(0), at::kLong))
        , m_x(problem.images.clone())
        , m_hadGradient(at::zeros({problem.images.size(0)}, at::kBool))
    {
    }

    void aimAt(const at::Tensor& aims) { m_aims = aims; }

    void startAtRandom(std::uint64_t stream)
    {
        const ThreatModel half{m_options.norm, m_options.startSize / 2.0};
        m_x = half.randomPoint(m_problem.images, m_problem.indices, m_problem.seed, stream);
    }

    void run(bool wantTrace)
    {
        leaveIfNear();
        for (std::int64_t step = 0;
             step < m_options.steps && m_rows.size(0) > 0 && !m_problem.stop.stop_requested(); ++step) {
            const at::Tensor clean = m_problem.images.index_select(0, m_rows);
            const at::Tensor labels = m_problem.labels.index_select(0, m_rows);
            at::Tensor x = m_x.index_select(0, m_rows);
            const Boundaries boundaries = nearestBoundaries(x, labels);
            if (wantTrace && step == 0)
                m_outcome.trace.push_back({m_x, m_startLogits});
            x = stepped(x, clean, boundaries);
            const at::Tensor logits = m_problem.network.logits(x);
            m_outcome.forwardEvaluations += m_rows.size(0);
            m_nearest.offer({x, logits, {}, m_rows, {}});
            if (wantTrace)
                m_outcome.trace.push_back(nextStep(m_outcome, m_rows, {x, logits}));
            const at::Tensor targets
                = m_problem.isTargeted() ? m_problem.targets.index_select(0, m_rows) : at::Tensor();
            const at::Tensor isOver = isSuccess(logits, labels, targets).view({-1, 1, 1, 1});
            x = at::where(isOver, clean + (x - clean) * m_options.beta, x);
            m_x = m_x.index_copy(0, m_rows, x);
            m_problem.show({step + 1, m_options.steps, m_nearest.images(), {}});
            leaveIfNear();
        }
    }

    const at::Tensor& hadGradient() const { return m_hadGradient; } ///< N bool

private:
    void leaveIfNear()
    {
        if (m_options.enough > 0.0)
            m_rows = m_rows.index_select(0,
                rowsWhere((m_nearest.distances().index_select(0, m_rows) <= m_options.enough).logical_not()));
    }

    Boundaries nearestBoundaries(const at::Tensor& x, const at::Tensor& labels)
    {
        const LogitGradients here(m_problem.network, x);
        m_outcome.gradientEvaluations += x.size(0);
        if (!m_startLogits.defined())
            m_startLogits = here.logits();
        Boundaries found;
        if (m_aims.defined())
            found = boundary(here, x, labels, m_aims.index_select(0, m_rows));
        else
            found = nearestOfAll(here, x, labels);
        const at::Tensor has = (found.normals != 0).any(1);
        m_hadGradient.index_copy_(0, m_rows, m_hadGradient.index_select(0, m_rows).logical_or(has));
        return found;
    }

    /// Where z_aim = z_label if the network were linear.
    Boundaries boundary(
        const LogitGradients& here, const at::Tensor& x, const at::Tensor& labels, const at::Tensor& aims)
    {
        const at::Tensor weights = at::zeros_like(here.logits());
        weights.scatter_(1, aims.unsqueeze(1), 1.0)
            .scatter_add_(1, labels.unsqueeze(1), at::full({labels.size(0), 1}, -1.0F));
        m_difference = (here.logits() * weights).sum(1);
        const at::Tensor normals = at::nan_to_num(here.of(weights), 0.0, 0.0, 0.0).flatten(1);
        return {normals, (normals * x.flatten(1)).sum(1) - m_difference};
    }

    at::Tensor dualLength(const at::Tensor& normals) const
    {
        if (m_options.norm == Norm::Linf)
            return normals.abs().sum(1);
        return m_options.norm == Norm::L2 ? normals.norm(2, {1}) : normals.abs().amax(1);
    }

    Boundaries nearestOfAll(const LogitGradients& here, const at::Tensor& x, const at::Tensor& labels)
    {
        const std::int64_t classes = here.logits().size(1);
        Boundaries best;
        at::Tensor bestDistance;
        for (std::int64_t k = 1; k < classes; ++k) {
            const Boundaries next = boundary(here, x, labels, (labels + k).remainder(classes));
            const at::Tensor distance = m_difference.abs() / (dualLength(next.normals) + 1e-12);
            if (k == 1) {
                best = next;
                bestDistance = distance;
                continue;
            }
            const at::Tensor isNearer = distance < bestDistance;
            best.normals = at::where(isNearer.unsqueeze(1), next.normals, best.normals);
            best.offsets = at::where(isNearer, next.offsets, best.offsets);
            bestDistance = at::minimum(distance, bestDistance);
        }
        m_outcome.gradientEvaluations += x.size(0) * (classes - 2); // each backward pass counts
        return best;
    }

    /// The paper's equation 9: a mean of the steps beyond the plane from x and from the image, weighted by
    /// their lengths.
    at::Tensor stepped(const at::Tensor& x, const at::Tensor& clean, const Boundaries& boundaries) const
    {
        const at::Tensor from = x.contiguous(), image = clean.contiguous(),
                         normals = boundaries.normals.contiguous();
        at::Tensor next = at::empty_like(from);
        const auto pixels = static_cast<std::size_t>(from.numel() / from.size(0));
        std::vector<float> toPlane(pixels), fromImage(pixels);
        const auto* offsets = boundaries.offsets.data_ptr<float>();
        const auto rowOf = [pixels](const at::Tensor& all, std::int64_t i) {
            return std::span<const float>{
                all.data_ptr<float>() + static_cast<std::size_t>(i) * pixels, pixels};
        };
        for (std::int64_t i = 0; i < from.size(0); ++i) {
            const std::span<const float> here = rowOf(from, i), origin = rowOf(image, i);
            const Plane plane{rowOf(normals, i), offsets[i]};
            const double first = std::max(stepToPlane(m_options.norm, here, plane, toPlane), kShortest);
            const double second = std::max(stepToPlane(m_options.norm, origin, plane, fromImage), kShortest);
            const auto alpha = static_cast<float>(std::min(first / (first + second), m_options.alphaMax));
            const auto eta = static_cast<float>(m_options.eta);
            auto* out = next.data_ptr<float>() + static_cast<std::size_t>(i) * pixels;
            for (std::size_t p = 0; p < pixels; ++p)
                out[p] = std::clamp(
                    (here[p] + eta * toPlane[p]) * (1.0F - alpha) + (origin[p] + eta * fromImage[p]) * alpha,
                    0.0F, 1.0F);
        }
        return next;
    }

    const AttackProblem& m_problem;
    const FabOptions& m_options;
    NearestFound& m_nearest;
    AttackOutcome& m_outcome;
    at::Tensor m_rows; // that still take part
    at::Tensor m_x, m_aims, m_hadGradient;
    at::Tensor m_difference, m_startLogits;
};

/// Halves the way to the image from both sides: three forward passes for each image that was found.
void searchFinally(const AttackProblem& problem, NearestFound& nearest, AttackOutcome& outcome)
{
    const at::Tensor rows = rowsWhere(nearest.isFound());
    if (rows.size(0) == 0)
        return;
    const at::Tensor clean = problem.images.index_select(0, rows);
    const at::Tensor change = nearest.images().index_select(0, rows) - clean;
    at::Tensor low = at::zeros({rows.size(0), 1, 1, 1}), high = at::ones_like(low);
    // The last step overshot by a few percent, so the boundary is near: begin close to the found point.
    for (int step = 0; step < kFinalSteps && !problem.stop.stop_requested(); ++step) {
        const at::Tensor share = step == 0 ? high * 0.95 : (low + high) / 2.0;
        const at::Tensor point = clean + change * share;
        outcome.forwardEvaluations += rows.size(0);
        const at::Tensor isFooled
            = nearest.offer({point, problem.network.logits(point), {}, rows, {}}).view({-1, 1, 1, 1});
        high = at::where(isFooled, share, high);
        low = at::where(isFooled, step == 0 ? share * 0.9 : low, share);
    }
}

at::Tensor byLikelihood(const AttackProblem& problem, const at::Tensor& clean)
{
    return clean.scatter(1, problem.labels.unsqueeze(1), -std::numeric_limits<float>::infinity())
        .argsort(1, true);
}

} // namespace

AttackOutcome fab(const AttackProblem& problem, const FabPlan& plan)
{
    FabOptions options = FabOptions::from(problem.values);
    options.enough = plan.enough;
    AttackOutcome outcome;
    NearestFound nearest(problem, options.norm);
    at::Tensor hadGradient = at::zeros({problem.images.size(0)}, at::kBool);
    std::int64_t classes = 1;
    at::Tensor order;
    if (plan.isTargeted) {
        order = byLikelihood(problem, cleanLogits(problem, outcome));
        classes = std::min(integerValue(problem.values, "target-classes"), order.size(1) - 1);
    }
    const std::int64_t runs = classes * integerValue(problem.values, "restarts");
    for (std::int64_t i = 0; i < runs && !problem.stop.stop_requested(); ++i) {
        FabRun run(problem, options, nearest, outcome);
        if (plan.isTargeted)
            run.aimAt(order.select(1, i % classes).contiguous());
        else if (problem.isTargeted())
            run.aimAt(problem.targets);
        if (i >= classes)
            run.startAtRandom(kStartStream + static_cast<std::uint64_t>(i));
        run.run(problem.wantTrace && i == 0);
        hadGradient.logical_or_(run.hadGradient());
    }
    if (plan.enough == 0.0)
        searchFinally(problem, nearest, outcome);
    outcome.adversarial = nearest.images();
    outcome.zeroGradient = hadGradient.logical_not();
    return outcome;
}

namespace specs {

std::vector<ParameterSpec> fab()
{
    return {normWithL1(), successBound(), steps(100), restarts(),
        {"alpha-max", "Pull to the image", "", ParameterKind::Real, 0.1, 0.0, 1.0, {},
            "The largest weight of the step that starts at the image itself.", "no pull"},
        {"eta", "Overshoot", "", ParameterKind::Real, 1.05, 1.0, 2.0, {},
            "How far beyond the boundary a step goes; 1 is up to it.", ""},
        {"beta", "Way back", "", ParameterKind::Real, 0.9, 0.0, 1.0, {},
            "Where the network is fooled, the change is shortened by this factor.", ""}};
}

} // namespace specs

} // namespace epsilonlab
