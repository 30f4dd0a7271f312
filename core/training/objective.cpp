// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/objective.h"

#include "api/error.h"
#include "attacks/gradient.h"
#include "attacks/steepest_ascent.h"

#include <ATen/ATen.h>

namespace epsilonlab {

#define EPSILONLAB_OBJECTIVE(function) Objective function();
#include "training/objectives.def"
#undef EPSILONLAB_OBJECTIVE

namespace {

constexpr std::uint64_t kStartStream = 0x400;

} // namespace

const std::vector<Objective>& allObjectives()
{
    static const std::vector<Objective> list {
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

ObjectiveOutcome trainOn(const ObjectiveProblem& problem, const at::Tensor& images)
{
    const at::Tensor logits = problem.trained.trainingLogits(images, problem.pass);
    return {crossEntropy(logits, problem.labels).sum(), logits.detach()};
}

at::Tensor attackedImages(const ObjectiveProblem& problem, const InnerAttack& attack)
{
    const ThreatModel threat {Norm::Linf, problem.epsilon};
    const double stepSize = effectiveStepSize(attack.stepSize, problem.epsilon, attack.steps);
    at::Tensor x = problem.images;
    if (attack.hasRandomStart)
        x = threat.randomPoint(x, problem.indices, problem.seed, kStartStream);
    for (std::int64_t step = 0; step < attack.steps && !problem.stop.stop_requested(); ++step) {
        const at::Tensor gradient = lossGradient(problem.frozen, x, problem.labels, {}).gradient;
        const at::NoGradGuard noGrad;
        x = threat.project(x + threat.ascentDirection(gradient, x) * stepSize, problem.images);
    }
    return x;
}

} // namespace epsilonlab
