// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/problem_rows.h"

#include "attacks/gradient.h"

#include <ATen/ATen.h>

namespace epsilonlab {

AttackProblem restrictedTo(const AttackProblem& problem, const at::Tensor& rows)
{
    AttackProblem part = problem;
    part.images = problem.images.index_select(0, rows);
    part.labels = problem.labels.index_select(0, rows);
    if (problem.isTargeted())
        part.targets = problem.targets.index_select(0, rows);
    if (problem.cleanLogits.defined())
        part.cleanLogits = problem.cleanLogits.index_select(0, rows);
    part.indices.clear();
    const auto* positions = rows.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < rows.size(0); ++i)
        part.indices.push_back(problem.indices[static_cast<std::size_t>(positions[i])]);
    return part;
}

at::Tensor cleanLogits(const AttackProblem& problem, AttackOutcome& outcome)
{
    if (problem.cleanLogits.defined())
        return problem.cleanLogits;
    outcome.forwardEvaluations += problem.images.size(0);
    return problem.network.logits(problem.images);
}

at::Tensor rowsWhere(const at::Tensor& flags)
{
    return flags.nonzero().squeeze(1);
}

AttackOutcome unchanged(const AttackProblem& problem)
{
    AttackOutcome outcome;
    outcome.logits = cleanLogits(problem, outcome);
    outcome.adversarial = problem.images;
    return outcome;
}

void mergeRun(
    const AttackProblem& problem, const at::Tensor& rows, const AttackOutcome& run, AttackOutcome& outcome)
{
    outcome.gradientEvaluations += run.gradientEvaluations;
    outcome.forwardEvaluations += run.forwardEvaluations;
    const auto margin = [&](const at::Tensor& logits) {
        return successMargin(logits, problem.labels.index_select(0, rows),
            problem.isTargeted() ? problem.targets.index_select(0, rows) : at::Tensor());
    };
    const at::Tensor isBetter = margin(run.logits) > margin(outcome.logits.index_select(0, rows));
    const at::Tensor local = rowsWhere(isBetter);
    const at::Tensor global = rows.index_select(0, local);
    outcome.adversarial = outcome.adversarial.index_copy(0, global, run.adversarial.index_select(0, local));
    outcome.logits = outcome.logits.index_copy(0, global, run.logits.index_select(0, local));
    if (!run.zeroGradient.defined())
        return;
    if (!outcome.zeroGradient.defined())
        outcome.zeroGradient = at::ones({problem.images.size(0)}, at::kBool);
    outcome.zeroGradient = outcome.zeroGradient.index_copy(
        0, rows, outcome.zeroGradient.index_select(0, rows).logical_and(run.zeroGradient));
}

at::Tensor holdingRows(const AttackProblem& problem, const AttackOutcome& outcome)
{
    return rowsWhere(isSuccess(outcome.logits, problem.labels, problem.targets).logical_not());
}

} // namespace epsilonlab
