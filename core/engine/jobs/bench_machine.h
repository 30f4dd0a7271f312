// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace epsilonlab {

std::string machineName(int processors); ///< "AMD EPYC, 2 processors"
std::string blasName(); ///< what the library says of itself, and where it was loaded from

} // namespace epsilonlab
