// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace epsilonlab::ui {

// What the plots of one run and of compared runs have in common.
inline constexpr int kLargestSmoothing = 99; ///< hundredths
inline constexpr int kFirstSmoothing = 60; ///< hundredths
inline constexpr double kChance = 10.0; ///< percent, of ten classes

} // namespace epsilonlab::ui
