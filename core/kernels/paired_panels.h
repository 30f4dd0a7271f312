// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/floats.h"
#include "kernels/kernels.h"

namespace epsilonlab::kernels {

/// B of a Product: segments * segmentLength rows of `columns` numbers.
struct PanelShape
{
    std::int64_t segments = 1, segmentLength = 0, columns = 0;
};

/// The panels of B for a set with `usesBfloat16`: numbers rounded to bfloat16, nearest and ties to even, and
/// two of a column that follow each other in a segment side by side in the place of one float, the earlier
/// one in its lower half. An odd last one stands beside a zero. Other sets get the panels as they are.
Floats panelsFor(const KernelSet& set, Floats panels, const PanelShape& shape);

} // namespace epsilonlab::kernels
