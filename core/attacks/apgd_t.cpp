// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/auto_pgd.h"
#include "attacks/specs.h"

namespace epsilonlab {

/// Auto-PGD on the targeted difference of logits ratio (Croce and Hein 2020, arXiv:2003.01690, section 4 and
/// equation 7): one run towards each of the `target-classes` likeliest wrong classes, in the order of the
/// clean logits, each on the images that still hold. Any wrong class counts as a success, so there is no
/// target to choose: that is what apgd-ce and apgd-dlr are for. Input images: N x 1 x 28 x 28 float32 in [0,
/// 1]; labels: N int64. `epsilon` in pixel units; 0 returns the input unchanged. `steps` counts gradients of
/// one run, `restarts` rounds through the classes. Returns the first point that fools the network, for images
/// that hold the one that came nearest to it of each run's highest loss. Needs 4 classes; with fewer the loss
/// is the margin, not divided. Deterministic per image for a seed. Cost per run and class: up to `steps`
/// forward and backward passes and one forward pass. Looks at the stop token once per step.
Attack apgdTAttack()
{
    AttackInfo info;
    info.id = "apgd-t";
    info.title = "APGD-T";
    info.sentence = "APGD towards each of the likeliest wrong classes in turn: slower, and stronger.";
    info.source = "Croce & Hein 2020, arXiv:2003.01690";
    info.group = AttackGroup::Iterative;
    info.isTargetable = false;
    info.parameters = {specs::norm(), specs::epsilon(0.3), specs::steps(100), specs::targetClasses(),
        specs::restarts(), specs::rho()};
    return {info, targetedAutoPgd};
}

} // namespace epsilonlab
