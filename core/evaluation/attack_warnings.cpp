// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/attack_warnings.h"

namespace epsilonlab {

namespace {

// 10 steps of 0.01 cannot reach the edge of a ball of 0.3: the attack then tests a smaller epsilon than it says.
bool isTooShort(const ParameterSet& values)
{
    if (!values.contains("steps") || !values.contains("step-size"))
        return false;
    const double reach = realValue(values, "step-size") * static_cast<double>(integerValue(values, "steps"));
    return reach > 0.0 && reach < realValue(values, "epsilon") * (1.0 - 1e-9);
}

} // namespace

std::vector<Warning> attackWarnings(const AttackCounts& counts, const ParameterSet& values)
{
    std::vector<Warning> warnings;
    if (isTooShort(values))
        warnings.push_back({"short-reach",
            "The steps together are " + parameterText(values.at("steps")) + " x " + parameterText(values.at("step-size"))
                + " long and cannot cross an epsilon of " + parameterText(values.at("epsilon"))
                + ", so the accuracy looks better than it is. Use step-size 0 (automatic) or more steps."});
    if (counts.zeroGradient > 0)
        warnings.push_back({"zero-gradient",
            "The gradient was exactly zero for " + std::to_string(counts.zeroGradient) + " of "
                + std::to_string(counts.attacked)
                + " attacked images, so the attack could not move there. This is not robustness: try an attack without gradients."});
    if (counts.n > 0 && counts.n < 100)
        warnings.push_back({"few-images",
            "Only " + std::to_string(counts.n) + " images were measured; the interval is wide. Use 1000 or more for a comparison."});
    return warnings;
}

} // namespace epsilonlab
