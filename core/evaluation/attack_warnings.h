// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/attack_counts.h"

#include <optional>
#include <vector>

namespace epsilonlab {

/// Hints, neither necessary nor sufficient, in words. `values` are the attack's, with the epsilon that was
/// used.
std::vector<Warning> attackWarnings(const AttackCounts& counts, const ParameterSet& values);

/// That fewer than 100 images say little; nothing for 0, where there is no figure to doubt.
std::optional<Warning> fewImagesWarning(std::int64_t n);

} // namespace epsilonlab
