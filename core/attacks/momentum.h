// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/steepest_ascent.h"

namespace epsilonlab {

/// What mim and nim share: norm, epsilon, 20 steps of epsilon / 10, decay, target, keep.
std::vector<ParameterSpec> momentumParameters();
AscentOptions momentumOptions(const ParameterSet& values);

} // namespace epsilonlab
