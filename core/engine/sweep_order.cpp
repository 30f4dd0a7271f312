// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweep_order.h"

#include <algorithm>
#include <bit>

namespace epsilonlab {

std::vector<std::size_t> coarseToFine(std::size_t count)
{
    std::vector<std::size_t> order;
    std::vector<bool> isIn(count, false);
    for (std::size_t stride = std::bit_ceil(std::max<std::size_t>(count, 1)); stride > 0; stride /= 2)
        for (std::size_t i = 0; i < count; i += stride)
            if (!isIn[i]) {
                isIn[i] = true;
                order.push_back(i);
            }
    return order;
}

} // namespace epsilonlab
