// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"
#include "models/architecture.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace epsilonlab {

/// The weights a run begins with, as the recipe's `initialisation` says: "uniform" is initialTensors(); "ibp"
/// is that of Shi et al. 2021 ("Fast certified robust training with short warmup", arXiv:2103.17268,
/// section 4.1): convolutions and linear layers N(0, (sqrt(2 pi) / fan-in)^2), with which interval bounds
/// neither grow nor shrink from layer to layer, and biases 0. A gate, which is two 1 x 1 convolutions from
/// one channel to one with ReLU at the very front, begins with either as the ramp from grey level epsilon to
/// 1 - epsilon: flat where a change of epsilon must not matter, and learned from there on. It is made for
/// bounds: gradients do not go through its flat parts, so attacks with gradients say too little about a
/// network behind it. Deterministic for the recipe's seed, on any machine.
std::vector<at::Tensor> startTensors(const Architecture& architecture, const ParameterSet& recipe);

} // namespace epsilonlab
