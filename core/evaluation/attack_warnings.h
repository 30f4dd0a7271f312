// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <cstdint>
#include <vector>

namespace epsilonlab {

/// What the self-checks of an attack look at (methods.md, "Self-checks").
struct AttackCounts
{
    std::int64_t n = 0, attacked = 0;
    std::int64_t zeroGradient = 0; ///< attacked images whose gradient was exactly zero at every step
};

/// Hints, neither necessary nor sufficient, in words. `values` are the attack's, with the epsilon that was used.
std::vector<Warning> attackWarnings(const AttackCounts& counts, const ParameterSet& values);

} // namespace epsilonlab
