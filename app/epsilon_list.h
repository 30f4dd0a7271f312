// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace epsilonlab {

/// "0:0.3:0.05" (first:last:step, the last one included) or "0,0.1,8/255". Values of a range are first + i *
/// step, rounded to 1e-9, so that 0.3 is 0.3 and not 0.30000000000000004. Throws Error(BadParameter).
std::vector<double> parseEpsilons(const std::string& text);

} // namespace epsilonlab
