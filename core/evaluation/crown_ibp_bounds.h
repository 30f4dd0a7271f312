// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/interval_bounds.h"

namespace epsilonlab {

/// CROWN-IBP (Zhang et al. 2020, arXiv:1906.06316, section 3.2): upper bounds of z_j - z_y over the box, N x
/// K, 0 where j = y, from one linear bound taken backwards (as CROWN, with its adaptive slopes) over the
/// interval bounds of each layer. Many images at once, and differentiable in the weights. Valid up to float
/// rounding. `labels`: N int64. Cost: two forward passes, and one backward pass for each class.
at::Tensor crownIbpMargins(const std::vector<BoundLayer>& layers, const Box& box, const at::Tensor& labels);

} // namespace epsilonlab
