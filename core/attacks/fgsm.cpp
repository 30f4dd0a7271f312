// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/specs.h"
#include "attacks/steepest_ascent.h"

namespace epsilonlab {

/// Fast gradient sign method (Goodfellow et al. 2014, "Explaining and harnessing adversarial examples",
/// arXiv:1412.6572, section 4): x + epsilon * sign(gradient), or x + epsilon * gradient / |gradient|_2 for
/// l2; then cut to [0, 1]. Targeted: down the cross-entropy of the target. Input images: N x 1 x 28 x 28
/// float32 in [0, 1]; labels: N int64. `epsilon` in pixel units; 0 returns the input unchanged. No
/// randomness. Cost: one forward and backward pass, one forward to judge.
Attack fgsmAttack()
{
    AttackInfo info;
    info.id = "fgsm";
    info.title = "FGSM";
    info.sentence = "One step of full size along the sign of the gradient: the oldest and fastest attack.";
    info.source = "Goodfellow et al. 2014, arXiv:1412.6572";
    info.group = AttackGroup::OneStep;
    info.parameters = {specs::norm(), specs::epsilon(0.3), specs::target()};
    return {info, [](const AttackProblem& problem) {
                AscentOptions options;
                options.threat = ThreatModel::from(problem.values);
                options.steps = 1;
                options.stepSize = options.threat.epsilon;
                return steepestAscent(problem, options);
            }};
}

} // namespace epsilonlab
