// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/momentum.h"

namespace epsilonlab {

/// Momentum iterative FGSM (Dong et al. 2018, "Boosting adversarial attacks with momentum", arXiv:1710.06081,
/// algorithm 1): the direction is that of g <- decay g + gradient / mean |gradient|. The paper divides by the
/// sum of absolute values, which is the same direction (784 times the scale). No random start; the last
/// iterate is returned unless keep says otherwise. Input images: N x 1 x 28 x 28 float32 in [0, 1]; labels: N
/// int64. `epsilon` and `step-size` in pixel units; epsilon 0 returns the input unchanged, step size 0 is
/// epsilon / 10. `decay` 0 is BIM. `steps` counts gradients. No randomness. Cost: `steps` forward and
/// backward passes and one forward pass. Looks at the stop token once per step.
Attack mimAttack()
{
    AttackInfo info;
    info.id = "mim";
    info.title = "MIM";
    info.sentence = "Small steps along an average of the gradients so far, which rides over small hills.";
    info.source = "Dong et al. 2018, arXiv:1710.06081";
    info.group = AttackGroup::Iterative;
    info.parameters = momentumParameters();
    return {info, [](const AttackProblem& problem) {
                return steepestAscent(problem, momentumOptions(problem.values));
            }};
}

} // namespace epsilonlab
