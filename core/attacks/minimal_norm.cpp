// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/minimal_norm.h"

#include "attacks/gradient.h"

#include <ATen/ATen.h>

#include <limits>

namespace epsilonlab {

namespace {

constexpr double kRelativeTolerance = 1e-5; // see marginTolerance

at::Tensor rowsOf(const at::Tensor& all, const at::Tensor& rows)
{
    return rows.defined() && all.defined() ? all.index_select(0, rows) : all;
}

// float32 pixels cannot resolve a distance better than this share of it.
constexpr double kBoundSlack = 1e-6;

bool isWithin(const MinimalNormJudgement& judgement, const at::Tensor& image, const at::Tensor& clean)
{
    const double bound = realValue(judgement.problem.values, "epsilon");
    if (bound == 0.0)
        return true;
    const Norm norm = normFromText(catalogue::normOf(judgement.info, judgement.problem.values));
    return distances(norm, image.to(at::kDouble), clean.to(at::kDouble)).item<double>()
        <= bound + kBoundSlack;
}

} // namespace

at::Tensor marginTolerance(const at::Tensor& logits)
{
    return logits.abs().amax(1).clamp_min(1.0) * kRelativeTolerance;
}

at::Tensor isClearSuccess(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& targets)
{
    return successMargin(logits, labels, targets) > 2.0 * marginTolerance(logits);
}

NearestFound::NearestFound(const AttackProblem& problem, Norm norm)
    : m_problem(problem)
    , m_norm(norm)
    , m_images(problem.images.clone())
    , m_distances(at::full({problem.images.size(0)}, std::numeric_limits<float>::infinity()))
{
}

at::Tensor NearestFound::offer(const Candidates& candidates)
{
    const at::Tensor& rows = candidates.rows;
    const at::Tensor isReached = candidates.isReached.defined()
        ? candidates.isReached
        : isClearSuccess(candidates.logits, rowsOf(m_problem.labels, rows), rowsOf(m_problem.targets, rows));
    const at::Tensor distance = candidates.measure.defined()
        ? candidates.measure
        : epsilonlab::distances(m_norm, candidates.points, rowsOf(m_problem.images, rows));
    const at::Tensor isNearer = isReached.logical_and(distance < rowsOf(m_distances, rows));
    const at::Tensor local = isNearer.nonzero().squeeze(1);
    if (local.size(0) > 0) {
        const at::Tensor global = rows.defined() ? rows.index_select(0, local) : local;
        m_images.index_copy_(0, global, candidates.points.index_select(0, local));
        m_distances.index_copy_(0, global, distance.index_select(0, local));
    }
    return isNearer;
}

at::Tensor NearestFound::isFound() const
{
    return m_distances.isfinite();
}

AttackStep nextStep(const AttackOutcome& outcome, const at::Tensor& rows, const AttackStep& moved)
{
    const AttackStep& last = outcome.trace.back();
    return {last.iterates.index_copy(0, rows, moved.iterates), last.logits.index_copy(0, rows, moved.logits)};
}

at::Tensor settleMinimalNorm(const MinimalNormJudgement& judgement, AttackOutcome& outcome)
{
    const AttackProblem& problem = judgement.problem;
    const std::int64_t n = problem.images.size(0);
    const at::Tensor isMoved = (outcome.adversarial != problem.images).flatten(1).any(1);
    at::Tensor success = at::zeros({n}, at::kBool);
    outcome.adversarial = outcome.adversarial.clone();
    outcome.logits = judgement.cleanLogits.clone();
    for (std::int64_t i = 0; i < n; ++i) {
        const at::Tensor image = outcome.adversarial.narrow(0, i, 1);
        const at::Tensor clean = problem.images.narrow(0, i, 1);
        if (!isMoved[i].item<bool>())
            continue;
        const at::Tensor logits = problem.network.logits(image);
        outcome.forwardEvaluations += 1;
        const at::Tensor target = problem.isTargeted() ? problem.targets.narrow(0, i, 1) : at::Tensor();
        const at::Tensor margin = successMargin(logits, problem.labels.narrow(0, i, 1), target);
        if ((margin > marginTolerance(logits)).item<bool>() && isWithin(judgement, image, clean)) {
            success[i] = true;
            outcome.logits[i] = logits[0];
        } else {
            image.copy_(clean);
        }
    }
    return success;
}

} // namespace epsilonlab
