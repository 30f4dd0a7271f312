// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/specs.h"
#include "attacks/steepest_ascent.h"

namespace epsilonlab {

/// Projected gradient descent (Madry et al. 2018, "Towards deep learning models resistant to adversarial
/// attacks", arXiv:1706.06083, section 2.1) with a random start uniform in the ball and restarts. Input
/// images: N x 1 x 28 x 28 float32 in [0, 1]; labels: N int64. `epsilon` and `step-size` in pixel units;
/// epsilon 0 returns the input unchanged, step size 0 is 2.5 epsilon / steps. `steps` counts gradients of one
/// run, `restarts` runs; an image fooled once takes part in no later run. The result is the last iterate or,
/// with keep = best, where that one fails, the earlier iterate that succeeded by the largest margin.
/// Deterministic per image for a seed. Cost per run: `steps` forward and backward passes and one forward
/// pass. Looks at the stop token once per step.
Attack pgdAttack()
{
    AttackInfo info;
    info.id = "pgd";
    info.title = "PGD";
    info.sentence
        = "Many small steps from a random start, always back into the allowed region: the standard test.";
    info.source = "Madry et al. 2018, arXiv:1706.06083";
    info.group = AttackGroup::Iterative;
    info.parameters = {specs::normWithL1(), specs::epsilon(0.3), specs::steps(40), specs::stepSize(0.01),
        specs::restarts(), specs::randomStart(), specs::target(), specs::keep("best"), specs::l1Quantile()};
    return {info, [](const AttackProblem& problem) {
                AscentOptions options = AscentOptions::from(problem.values);
                options.restarts = integerValue(problem.values, "restarts");
                options.hasRandomStart = booleanValue(problem.values, "random-start");
                return steepestAscent(problem, options);
            }};
}

} // namespace epsilonlab
