// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/crown_ibp_bounds.h"
#include "training/certified.h"
#include "training/inner_attack.h"

#include <ATen/ATen.h>

namespace epsilonlab {

/// CROWN-IBP (Zhang et al. 2020, "Towards stable and efficient training of verifiably robust neural
/// networks", arXiv:1906.06316, equation 11): as ibp, with worst-case logits (1 - b) IBP + b CROWN-IBP, the
/// latter from one linear bound taken backwards over interval bounds of the layers. b falls from 1 to
/// `crown-share` as epsilon grows, so that the tighter bound leads where intervals are still loose; with 0,
/// the default, the run ends as ibp. The paper lets kappa end at 0 or 0.5. Nothing is random. Cost: ibp, and
/// while b is not 0 one way back for each class, which is about ten times as much.
Objective crownIbpObjective()
{
    ObjectiveInfo info = attackingObjective({"crown-ibp", "CROWN-IBP",
        "As IBP, led by a tighter bound while epsilon grows: steadier, and then many times slower.",
        "Zhang et al. 2020, arXiv:1906.06316"});
    info.bounds = TrainedBounds::WholeBox;
    info.parameters = {certified::kappa(), certified::epsilonFactor(),
        {"crown-share", "Linear bound", "share", ParameterKind::Real, 0.0, 0.0, 1.0, {},
            "Share of the tighter bound once epsilon has its full size; it falls from 1 as epsilon grows.",
            "intervals alone at the end"}};
    Objective objective{info, [](const ObjectiveProblem& problem) {
                            const double end = realValue(problem.recipe, "crown-share");
                            const double share = 1.0 - problem.rampProgress() * (1.0 - end);
                            const Box box = certified::wholeBox(problem);
                            at::Tensor worst = problem.logits.worstMargins(box, problem.labels);
                            if (share > 0.0)
                                worst = worst * (1.0 - share)
                                    + crownIbpMargins(boundLayers(problem.trained), box, problem.labels)
                                        * share;
                            return certified::loss(problem, worst);
                        }};
    objective.warning = [](const ParameterSet& recipe) -> std::string {
        if (realValue(recipe, "epsilon-ramp") > 0.0 || realValue(recipe, "crown-share") > 0.0)
            return {};
        return "Without a ramp of epsilon and without a share of the linear bound at the end, crown-ibp is ibp: "
               "that bound is never used. Set epsilon-ramp, to 0.5 for instance, or crown-share.";
    };
    return objective;
}

} // namespace epsilonlab
