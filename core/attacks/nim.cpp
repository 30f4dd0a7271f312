// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/momentum.h"

namespace epsilonlab {

/// Nesterov iterative FGSM (Lin et al. 2020, "Nesterov accelerated gradient and scale invariance for
/// adversarial attacks", arXiv:1908.06281, section 3.2): MIM whose gradient is taken at x + step-size decay
/// g, where the momentum is about to lead. As in the authors' code the gradient in g is divided by the mean
/// of its absolute values, and the look-ahead point is not projected. Without the scale invariance of the
/// paper's second half. Everything else as mim. Cost: `steps` forward and backward passes and one forward
/// pass; one more forward pass per step with keep = best or a trace, because the logits of the iterates
/// themselves do not come by the way.
Attack nimAttack()
{
    AttackInfo info;
    info.id = "nim";
    info.title = "NI-FGSM";
    info.sentence = "Momentum that looks ahead: the gradient is taken where the momentum is about to lead.";
    info.source = "Lin et al. 2020, arXiv:1908.06281";
    info.group = AttackGroup::Iterative;
    info.parameters = momentumParameters();
    return {info, [](const AttackProblem& problem) {
                AscentOptions options = momentumOptions(problem.values);
                options.looksAhead = true;
                return steepestAscent(problem, options);
            }};
}

} // namespace epsilonlab
