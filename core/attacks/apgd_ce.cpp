// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/auto_pgd.h"
#include "attacks/specs.h"

namespace epsilonlab {

/// Auto-PGD on the cross-entropy (Croce and Hein 2020, "Reliable evaluation of adversarial robustness with an
/// ensemble of diverse parameter-free attacks", arXiv:2003.01690, section 4): PGD that chooses its step size
/// itself, image by image; see autoPgdRun. Targeted: down the cross-entropy of the target. Input images: N x
/// 1 x 28 x 28 float32 in [0, 1]; labels: N int64. `epsilon` in pixel units; 0 returns the input unchanged.
/// `steps` counts gradients of one run (the last point costs a forward pass in place of one), `restarts`
/// runs; an image fooled once takes part in no later step. Returns the first point that fools the network,
/// for images that hold the point of the highest loss. Deterministic per image for a seed. Cost per run: up
/// to `steps` forward and backward passes and one forward pass. Looks at the stop token once per step.
Attack apgdCeAttack()
{
    AttackInfo info;
    info.id = "apgd-ce";
    info.title = "APGD-CE";
    info.sentence = "PGD that finds its own step size for each image: nothing to tune.";
    info.source = "Croce & Hein 2020, arXiv:2003.01690";
    info.group = AttackGroup::Iterative;
    info.parameters = {specs::norm(), specs::epsilon(0.3), specs::steps(100), specs::restarts(), specs::rho(),
        specs::target()};
    return {info, [](const AttackProblem& problem) { return autoPgd(problem, crossEntropyLoss); }};
}

} // namespace epsilonlab
