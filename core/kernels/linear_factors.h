// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/floats.h"
#include "kernels/kernels.h"

#include <cstddef>
#include <vector>

namespace epsilonlab::kernels {

/// Linear layers with at least so many weights (4 MiB, more than the caches near a core hold) may be left as
/// factors.
constexpr std::int64_t kFactoredWeights = std::int64_t{1} << 20;

/// The gradient of a linear layer's weight (out x in) before it is multiplied out: outputs^T inputs. For some
/// tens of images these are some hundred kilobytes where the product has megabytes, which would go to the
/// memory and come back once a pass.
struct LinearFactors
{
    std::size_t tensor = 0; ///< the weight, in the order of the architecture's tensors
    std::int64_t images = 0, out = 0, in = 0;
    std::int64_t outputStep = 0, inputStep = 0; ///< numbers from one image to the next
    Floats outputs; ///< gradients in the layer's outputs
    Floats inputs; ///< in torch's order
};

/// Writes the rows [row, row + rows) of the sum of these products, all of the same layer, to those of
/// `weight`. Every number is the sum over the first's images, plus that over the second's, and so on: it does
/// not depend on how the rows are cut.
void multiplyOut(const KernelSet& set, const std::vector<const LinearFactors*>& all, std::int64_t row,
    std::int64_t rows, float* weight);

} // namespace epsilonlab::kernels
