// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/attack_warnings.h"

namespace epsilonlab {

std::vector<Warning> attackWarnings(const AttackCounts& counts)
{
    std::vector<Warning> warnings;
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
