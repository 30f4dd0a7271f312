// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace epsilonlab {

/// 0, 32, 16, 48, 8, 24 ...: every next round halves the distance between the cells that are known.
std::vector<std::size_t> coarseToFine(std::size_t count);

} // namespace epsilonlab
