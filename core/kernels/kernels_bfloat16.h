// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/kernels.h"

namespace epsilonlab::kernels {

/// Product with both factors rounded to bfloat16, to nearest and ties to even, denormals taken as zero; sums
/// in float32. B as panelsFor() makes it. Only on processors with AVX512_BF16.
void multiplyBfloat16(const Product& product);

} // namespace epsilonlab::kernels
