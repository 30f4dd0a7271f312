// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/objective.h"

#include "api/error.h"

#include <ATen/ATen.h>

namespace epsilonlab {

#define EPSILONLAB_OBJECTIVE(function) Objective function();
#include "training/objectives.def"
#undef EPSILONLAB_OBJECTIVE

const std::vector<Objective>& allObjectives()
{
    static const std::vector<Objective> list{
#define EPSILONLAB_OBJECTIVE(function) function(),
#include "training/objectives.def"
#undef EPSILONLAB_OBJECTIVE
    };
    return list;
}

const Objective& objectiveById(const std::string& id)
{
    std::string known;
    for (const Objective& objective : allObjectives()) {
        if (objective.info.id == id)
            return objective;
        known += (known.empty() ? "" : ", ") + objective.info.id;
    }
    throw Error(ErrorCode::BadParameter, "There is no objective \"" + id + "\"; known are " + known + ".");
}

double ObjectiveProblem::rampProgress() const
{
    const double full = realValue(recipe, "epsilon");
    return full > 0.0 ? epsilon / full : 1.0;
}

at::Tensor labelLoss(const ObjectiveProblem& problem, const at::Tensor& logits)
{
    constexpr std::int64_t kIgnoreNone = -100;
    return at::cross_entropy_loss(logits, problem.labels, {}, at::Reduction::Sum, kIgnoreNone,
        realValue(problem.recipe, "label-smoothing"));
}

ObjectiveOutcome trainOn(const ObjectiveProblem& problem, const at::Tensor& images)
{
    const at::Tensor logits = problem.logits.of(images);
    return {labelLoss(problem, logits), logits.detach()};
}

} // namespace epsilonlab
