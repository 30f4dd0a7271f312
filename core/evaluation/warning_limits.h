// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace epsilonlab {

// From where on a warning is given, for one point and for curves alike.
inline constexpr double kBlackBoxShare = 0.002; ///< 0.2 points, as AutoAttack's authors
inline constexpr double kNoiseShare = 0.8; ///< "nearly as strong"
inline constexpr std::int64_t kLeastSuccesses = 5; ///< fewer say nothing about shares

} // namespace epsilonlab
