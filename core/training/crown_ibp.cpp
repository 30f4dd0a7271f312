// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/crown_ibp_bounds.h"
#include "training/certified.h"
#include "training/inner_attack.h"

#include <ATen/ATen.h>

namespace epsilonlab {

/// CROWN-IBP (Zhang et al. 2020, "Towards stable and efficient training of verifiably robust neural
/// networks", arXiv:1906.06316, equation 11): as ibp, with worst-case logits (1 - b) IBP + b CROWN-IBP, the
/// latter from one linear bound taken backwards over interval bounds of the layers. b falls from 1 to 0 as
/// epsilon grows, so that the tighter bound leads where intervals are still loose, and the run ends as ibp.
/// The paper lets kappa end at 0 or 0.5. Nothing is random. Cost: ibp, and while epsilon grows one way back
/// for each class.
Objective crownIbpObjective()
{
    ObjectiveInfo info = attackingObjective({"crown-ibp", "CROWN-IBP",
        "As IBP, led by a tighter bound while epsilon grows: steadier, and slower.",
        "Zhang et al. 2020, arXiv:1906.06316"});
    info.parameters = {certified::kappa(), certified::epsilonFactor()};
    return {info, [](const ObjectiveProblem& problem) {
                const double share = 1.0 - problem.rampProgress();
                const Box box = certified::wholeBox(problem);
                at::Tensor worst = problem.logits.worstMargins(box, problem.labels);
                if (share > 0.0)
                    worst = worst * (1.0 - share)
                        + crownIbpMargins(boundLayers(problem.trained), box, problem.labels) * share;
                return certified::loss(problem, worst);
            }};
}

} // namespace epsilonlab
