// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace epsilonlab::kernels {

/// One step of the optimiser on the numbers [begin, end) of the flat weights. The gradient is the sum of
/// `gradients`, added in their order, times `scale`, plus `decay` times the weight. Number by number: the
/// result does not depend on how the range is cut.
struct WeightUpdate
{
    const float* const* gradients = nullptr; ///< `count` flat vectors
    std::int64_t count = 0;
    float scale = 1.0F, decay = 0.0F;
    bool isAdam = true; ///< else SGD with Nesterov momentum
    float rate = 0.0F, momentum = 0.0F; ///< SGD
    float correction1 = 0.0F, correction2 = 0.0F; ///< Adam: rate / (1 - beta1^t), 1 / sqrt(1 - beta2^t)
    float* weights = nullptr;
    float *first = nullptr, *second = nullptr; ///< Adam's moments, or SGD's momentum in `first`
    float* average = nullptr; ///< moves by `averageStep` towards the new weight; or null
    float averageStep = 0.0F;
    std::int64_t begin = 0, end = 0;
};

} // namespace epsilonlab::kernels
