// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace epsilonlab {

/// `digits` decimals, always with '.', rounded half away from zero as people expect (38.25 -> 38.3); what is
/// not finite is a dash.
std::string fixedText(double value, int digits);

/// Shortest text that reads back to the same double; empty if not finite. For CSV.
std::string shortestText(double value);

/// Groups of three with thin spaces: 10 000. Four digits are grouped too.
std::string countText(std::int64_t count);

/// "3 ms", "12.3 s", "2 min 05 s".
std::string durationText(double seconds);

} // namespace epsilonlab
