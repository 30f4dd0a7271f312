// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/interval_bounds.h"

#include <stop_token>

namespace epsilonlab {

/// CROWN (Zhang et al. 2018, "Efficient neural network robustness certification with general activation
/// functions", arXiv:1811.00866, theorem 3.2 and section 3.3): linear bounds of z_j - z_y, taken backwards
/// from the last layer to the input, where they are exact on the box. A ReLU that may be on either side of 0
/// lies below the line from (l, 0) to (u, u) and above a line through 0 whose slope is 1 if u > -l, else 0
/// (the adaptive choice). A max-pool whose winner is not certain lies below its largest upper bound and above
/// the input with the largest lower one.
///
/// What goes into each ReLU is bounded by the same method, intersected with the interval bounds; a layer with
/// more than kCrownRows undecided inputs keeps its interval bounds (as CROWN-IBP does), because the cost
/// grows with their number.
///
/// `image`: one image, 1 x 1 x 28 x 28 in [0, 1]; `label` in [0, K). Returns upper bounds of z_j - z_y, K
/// float32, 0 where j = y; undefined after a stop. Valid up to float rounding. Not always monotone in
/// epsilon: the lower slope of a ReLU may fall from 1 to 0 as its interval grows, which can tighten the bound
/// of what comes after; intervals never do that, so CertifyMethod::Best is safe wherever they are the smaller
/// ones. Cost: about 30 ms on one core for `small`.
at::Tensor crownMargins(
    const std::vector<BoundLayer>& layers, const Box& box, std::int64_t label, std::stop_token stop);

inline constexpr std::int64_t kCrownRows = 4096;

} // namespace epsilonlab
