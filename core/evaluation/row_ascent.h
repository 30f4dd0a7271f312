// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/steepest_ascent.h"

#include <optional>
#include <vector>

namespace epsilonlab {

/// The options with which the attack of this id climbs; nothing if it is no steepest ascent.
std::optional<AscentOptions> ascentOptions(const std::string& attackId, const ParameterSet& values);

/// steepestAscent() of one image with many options at once (one row each, all with the same steps, momentum
/// and start), so that the network sees one batch. Each row's result is bit for bit that of steepestAscent()
/// with its options alone: the network's kernels work row by row, and everything else is done on single rows
/// by the same calls. `problem` is of one image; its values, trace and watch are not used. Returns the logits
/// of each row's result: N x K. A stop leaves them unusable. Cost: as N attacks; but where all rows start at
/// the image itself, their first gradient is taken once.
at::Tensor rowAscentLogits(const AttackProblem& problem, const std::vector<AscentOptions>& options);

} // namespace epsilonlab
