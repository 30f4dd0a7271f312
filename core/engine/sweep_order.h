// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace epsilonlab {

/// 0, 32, 16, 48, 8, 24 ...: every next round halves the distance between the cells that are known.
std::vector<double> coarseToFine(const std::vector<double>& epsilons);

/// How many epsilons make a batch that takes a tenth of a second; the first one shows how long one takes.
inline constexpr std::size_t kFirstBatch = 4;
std::size_t batchFor(std::chrono::steady_clock::duration timePerEpsilon);

} // namespace epsilonlab
