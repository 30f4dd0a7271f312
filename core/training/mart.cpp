// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

namespace epsilonlab {

namespace {

// log(1 - p) of the likeliest wrong class without the difference: the sum over all the other classes.
at::Tensor logOfNotRunnerUp(const at::Tensor& logits, const at::Tensor& labels)
{
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    const at::Tensor runnerUp = logits.detach().scatter(1, labels.unsqueeze(1), kNever).argmax(1, true);
    return at::logsumexp(logits.scatter(1, runnerUp, kNever), 1) - at::logsumexp(logits, 1);
}

ObjectiveOutcome martLoss(const ObjectiveProblem& problem)
{
    InnerAttack attack = innerPgd(problem);
    attack.start = InnerAttack::Start::Normal;
    const at::Tensor attacked = problem.logits.of(attackedImages(problem, attack));
    const at::Tensor clean = problem.logits.of(problem.images);
    const at::Tensor boosted
        = labelLoss(problem, attacked) - logOfNotRunnerUp(attacked, problem.labels).sum();
    const at::Tensor cleanLog = at::log_softmax(clean, 1);
    const at::Tensor divergence = (cleanLog.exp() * (cleanLog - at::log_softmax(attacked, 1))).sum(1);
    const at::Tensor doubt = 1.0 - cleanLog.gather(1, problem.labels.unsqueeze(1)).squeeze(1).exp();
    return {boosted + (divergence * doubt).sum() * realValue(problem.recipe, "lambda"), attacked.detach()};
}

} // namespace

/// MART (Wang et al. 2020, "Improving adversarial robustness requires revisiting misclassified examples",
/// ICLR, https://openreview.net/forum?id=rklOg6EFwS, equation 10): on the attacked image -log p_y - log(1 -
/// max p_k, k != y), plus `lambda` KL(p(clean) | p(attacked)) (1 - p_y(clean)), which weighs what is misread
/// clean the most. The inner attack is PGD on the cross-entropy from 0.001 N(0, 1) around the image, in
/// evaluation mode; step size 0 is 2.5 epsilon / steps. Logarithms are taken of sums of exponentials, where
/// the authors' code adds 1e-12 and the like. `lambda` is 5 in the paper; 0 leaves the boosted cross-entropy.
/// Cost: steps + 2 forward and backward passes.
Objective martObjective()
{
    ObjectiveInfo info = attackingObjective({"mart", "MART",
        "Adversarial training that takes images it reads wrong more seriously.", "Wang et al. 2020, ICLR"});
    info.parameters = {innerSteps(), innerStepSize(),
        {"lambda", "Lambda", "", ParameterKind::Real, 5.0, 0.0, 1000.0, {},
            "Weight of the images that are misread.", "boosted cross-entropy alone"},
        innerPrecision()};
    Objective objective{info, martLoss};
    objective.guessingLoss = [](std::int64_t classes) {
        const auto n = static_cast<double>(classes);
        return std::log(n) - std::log(1.0 - 1.0 / n);
    };
    return objective;
}

} // namespace epsilonlab
