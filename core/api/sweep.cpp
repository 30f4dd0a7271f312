// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sweep.h"

#include <algorithm>

namespace epsilonlab::sweeps {

bool applies(const AttackInfo& attack)
{
    const bool hasEpsilon = std::any_of(attack.parameters.begin(), attack.parameters.end(),
        [](const ParameterSpec& spec) { return spec.id == "epsilon"; });
    return hasEpsilon && attack.bound == AttackBound::Ball && attack.group != AttackGroup::MinimalNorm
        && attack.group != AttackGroup::Universal;
}

} // namespace epsilonlab::sweeps
