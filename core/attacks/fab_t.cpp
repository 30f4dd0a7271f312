// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/auto_pgd.h"
#include "attacks/fab_core.h"
#include "attacks/specs.h"

namespace epsilonlab {

/// FAB towards one class at a time (Croce and Hein 2020, arXiv:2003.01690, appendix; see FabPlan): a run for
/// each of the `target-classes` likeliest wrong classes, with one gradient a step whatever the number of
/// classes. Any wrong class counts, so there is no target to choose. Input images: N x 1 x 28 x 28 float32 in
/// [0, 1]; labels: N int64. Returns the nearest image found, in the norm; `epsilon` is only the bound of a
/// success and the size of random starts, 0 is no bound. `steps` counts steps of one run, `restarts` rounds
/// through the classes. Deterministic per image for a seed. Cost per class: steps x (2 forward passes and 1
/// backward pass). Looks at the stop token once per step.
Attack fabTAttack()
{
    AttackInfo info;
    info.id = "fab-t";
    info.title = "FAB-T";
    info.sentence = "FAB towards each of the likeliest wrong classes in turn.";
    info.source = "Croce & Hein 2020, arXiv:2003.01690";
    info.group = AttackGroup::MinimalNorm;
    info.isTargetable = false;
    info.parameters = specs::fab();
    info.parameters.push_back(specs::targetClasses());
    return {info, [](const AttackProblem& problem) { return fab(problem, {true, 0.0}); }};
}

} // namespace epsilonlab
