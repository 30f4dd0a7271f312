// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/auto_pgd.h"
#include "attacks/specs.h"

namespace epsilonlab {

/// Auto-PGD on the difference of logits ratio (Croce and Hein 2020, arXiv:2003.01690, section 4 and equation
/// 6; see dlrLoss, also for what a target does and for networks of few classes). Unlike the cross-entropy,
/// this loss does not change when all logits are scaled or shifted, so it keeps its gradient where a network
/// is very sure of itself. Input images: N x 1 x 28 x 28 float32 in [0, 1]; labels: N int64. `epsilon` in
/// pixel units; 0 returns the input unchanged. `steps` counts gradients of one run, `restarts` runs; an image
/// fooled once takes part in no later step. Returns the first point that fools the network, for images that
/// hold the point of the highest loss. Deterministic per image for a seed. Cost per run: up to `steps`
/// forward and backward passes and one forward pass. Looks at the stop token once per step.
Attack apgdDlrAttack()
{
    AttackInfo info;
    info.id = "apgd-dlr";
    info.title = "APGD-DLR";
    info.sentence = "The same on differences of logits, which no overconfident network can hide from.";
    info.source = "Croce & Hein 2020, arXiv:2003.01690";
    info.group = AttackGroup::Iterative;
    info.parameters = {specs::norm(), specs::epsilon(0.3), specs::steps(100), specs::restarts(), specs::rho(),
        specs::target()};
    return {info, [](const AttackProblem& problem) { return autoPgd(problem, dlrLoss); }};
}

} // namespace epsilonlab
