// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/linear_factors.h"

#include <algorithm>

namespace epsilonlab::kernels {

namespace {

constexpr std::int64_t kColumns = 256; // of some tens of rows: stay in the cache from one product to the next

std::vector<std::int32_t> starts(std::int64_t images, std::int64_t step)
{
    std::vector<std::int32_t> rows;
    for (std::int64_t image = 0; image < images; ++image)
        rows.push_back(static_cast<std::int32_t>(image * step));
    return rows;
}

} // namespace

void multiplyOut(const KernelSet& set, const std::vector<const LinearFactors*>& all, std::int64_t row,
    std::int64_t rows, float* weight)
{
    for (std::int64_t column = 0; !all.empty() && column < all.front()->in; column += kColumns)
        for (const LinearFactors* factors : all) {
            const auto outputs = starts(factors->images, factors->outputStep);
            const auto inputs = starts(factors->images, factors->inputStep);
            OuterProduct product;
            product.a = factors->outputs.data() + row;
            product.aRows = outputs.data();
            product.rows = factors->images;
            product.segmentLength = rows;
            product.d = factors->inputs.data() + column;
            product.dRows = inputs.data();
            product.columns = std::min(kColumns, factors->in - column);
            product.w = weight + row * factors->in + column;
            product.wStep = factors->in;
            product.isFirst = factors == all.front();
            set.addOuter(product);
        }
}

} // namespace epsilonlab::kernels
