// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/specs.h"
#include "attacks/steepest_ascent.h"

namespace epsilonlab {

/// Basic iterative method (Kurakin et al. 2016, "Adversarial examples in the physical world",
/// arXiv:1607.02533, section 2.2): FGSM in small steps from the image itself, the last iterate returned.
/// Input images: N x 1 x 28 x 28 float32 in [0, 1]; labels: N int64. `epsilon` and `step-size` in pixel
/// units; epsilon 0 returns the input unchanged, step size 0 is 2.5 epsilon / steps. `steps` counts
/// gradients. No randomness. Cost: `steps` forward and backward passes and one forward pass.
Attack bimAttack()
{
    AttackInfo info;
    info.id = "bim";
    info.title = "BIM";
    info.sentence = "FGSM in many small steps from the image itself.";
    info.source = "Kurakin et al. 2016, arXiv:1607.02533";
    info.group = AttackGroup::Iterative;
    info.parameters = {specs::normWithL1(), specs::epsilon(0.3), specs::steps(40), specs::stepSize(0.01),
        specs::target(), specs::keep("last"), specs::l1Quantile()};
    return {info, [](const AttackProblem& problem) {
                return steepestAscent(problem, AscentOptions::from(problem.values));
            }};
}

} // namespace epsilonlab
