// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/fab_core.h"
#include "attacks/specs.h"

namespace epsilonlab {

/// FAB with all classes at once (Croce and Hein 2019, arXiv:1907.02044; see FabPlan for what it does and
/// where it differs). Targeted: only the target's boundary counts. Input images: N x 1 x 28 x 28 float32 in
/// [0, 1]; labels: N int64. Returns the nearest image found, in the norm; `epsilon` is only the bound of a
/// success and the size of random starts, 0 is no bound. `steps` counts steps of one run, `restarts` runs.
/// Deterministic per image for a seed. Cost per run: steps x (2 forward and K - 1 backward passes). Looks at
/// the stop token once per step.
Attack fabAttack()
{
    AttackInfo info;
    info.id = "fab";
    info.title = "FAB";
    info.sentence = "Walks along the decision boundary to its nearest point: the smallest change that fools.";
    info.source = "Croce & Hein 2019, arXiv:1907.02044";
    info.group = AttackGroup::MinimalNorm;
    info.parameters = specs::fab();
    info.parameters.push_back(specs::target());
    return {info, [](const AttackProblem& problem) { return fab(problem, {false, 0.0}); }};
}

} // namespace epsilonlab
