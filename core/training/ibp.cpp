// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/certified.h"
#include "training/inner_attack.h"

namespace epsilonlab {

/// Interval bound propagation (Gowal et al. 2018, arXiv:1810.12715, equations 10 to 12): kappa CE(clean) + (1
/// - kappa) CE(worst-case logits over the box). The last layer is merged with the specification z_j - z_y
/// ("elision"); kappa falls from 1 to the recipe's as epsilon-ramp grows epsilon; a ramp over the first half
/// of a run and `initialisation` ibp are what works. The running accuracy is the certified one, at the
/// epsilon of that moment. Batch norm enters the bounds in evaluation mode. `kappa` 1 or epsilon 0 with any
/// kappa is standard training. Nothing is random. Cost: about three forward and backward passes.
Objective ibpObjective()
{
    ObjectiveInfo info = attackingObjective({"ibp", "Interval bounds (IBP)",
        "Trains the worst case that intervals allow: what comes out can be certified.",
        "Gowal et al. 2018, arXiv:1810.12715"});
    info.bounds = TrainedBounds::WholeBox;
    info.parameters = {certified::kappa(), certified::epsilonFactor()};
    return {info, [](const ObjectiveProblem& problem) {
                return certified::loss(
                    problem, problem.logits.worstMargins(certified::wholeBox(problem), problem.labels));
            }};
}

} // namespace epsilonlab
