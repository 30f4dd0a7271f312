// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/attack.h"

namespace epsilonlab {

/// Fast adaptive boundary attack (Croce and Hein 2019, "Minimally distorted adversarial examples with a fast
/// adaptive boundary attack", arXiv:1907.02044, algorithm 1), as in the authors' AutoAttack code. Each step
/// looks at the planes where a class would take over if the network were linear, goes a little beyond the
/// nearest one from where it is (`eta`), leans towards the same from the image itself (by up to `alpha-max`),
/// and where that fools the network, goes back towards the image by the factor `beta`. The nearest clear
/// success is kept (minimal_norm.h); at the end a short search along the line to the image draws it nearer
/// (the paper's final search, which AutoAttack's code leaves out).
struct FabPlan
{
    bool isTargeted = false; ///< towards one class at a time, the likeliest first; otherwise all classes at
                             ///< once
    double enough = 0.0; ///< in the attack's norm: an image fooled within it leaves; 0: every image takes
                         ///< part to the end
};

/// Reads the values norm, epsilon (the size of random starts; 0 is the authors' 0.3 linf, 1 l2, 5 l1), steps,
/// restarts, alpha-max, eta, beta and, if targeted, target-classes. Randomness: restarts after the first
/// begin at a random point at most half of that size away, per image for a seed. Cost of a run: `steps` times
/// one forward pass and one gradient (untargeted: one forward and K - 1 backward passes). Looks at the stop
/// token once per step.
AttackOutcome fab(const AttackProblem& problem, const FabPlan& plan);

namespace specs {
std::vector<ParameterSpec> fab(); ///< what both attacks have
} // namespace specs

} // namespace epsilonlab
