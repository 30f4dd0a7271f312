// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweep_order.h"

#include <algorithm>
#include <bit>

namespace epsilonlab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLargestBatch = 64;
constexpr std::chrono::milliseconds kBatchTime{100};

} // namespace

std::vector<double> coarseToFine(const std::vector<double>& epsilons)
{
    std::vector<double> order;
    std::vector<bool> isIn(epsilons.size(), false);
    for (std::size_t stride = std::bit_ceil(std::max<std::size_t>(isIn.size(), 1)); stride > 0; stride /= 2)
        for (std::size_t i = 0; i < isIn.size(); i += stride)
            if (!isIn[i]) {
                isIn[i] = true;
                order.push_back(epsilons[i]);
            }
    return order;
}

std::size_t batchFor(Clock::duration timePerEpsilon)
{
    const auto fits = Clock::duration(kBatchTime) / std::max(timePerEpsilon, Clock::duration(1));
    return std::clamp<std::size_t>(static_cast<std::size_t>(fits), 1, kLargestBatch);
}

} // namespace epsilonlab
