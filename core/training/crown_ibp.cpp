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
                return certified::loss(problem, certified::wholeBox(problem),
                    [&](const std::vector<BoundLayer>& layers, const Box& box) {
                        const at::Tensor interval = intervalMargins(layers, box, problem.labels);
                        return share > 0.0
                            ? interval * (1.0 - share) + crownIbpMargins(layers, box, problem.labels) * share
                            : interval;
                    });
            }};
}

} // namespace epsilonlab
