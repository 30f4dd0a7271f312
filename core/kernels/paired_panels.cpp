// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/paired_panels.h"

#include <bit>

namespace epsilonlab::kernels {

namespace {

std::uint32_t roundedHalf(float number)
{
    const auto bits = std::bit_cast<std::uint32_t>(number);
    const std::uint32_t rounded = (bits + 0x7FFFU + (bits >> 16 & 1U)) >> 16;
    return number == number ? rounded : bits >> 16 | 0x40U; // NaN stays NaN
}

} // namespace

Floats panelsFor(const KernelSet& set, Floats panels, const PanelShape& shape)
{
    if (!set.usesBfloat16)
        return panels;
    const std::int64_t pairs = (shape.segmentLength + 1) / 2;
    Floats paired(shape.segments * pairs * shape.columns);
    const float* from = panels.data();
    float* to = paired.data();
    for (std::int64_t column = 0; column < shape.columns; column += panelColumns(set)) {
        const std::int64_t width = std::min(panelColumns(set), shape.columns - column);
        for (std::int64_t segment = 0; segment < shape.segments; ++segment)
            for (std::int64_t k = 0; k < shape.segmentLength; k += 2, to += width) {
                const bool isAlone = k + 1 == shape.segmentLength;
                for (std::int64_t i = 0; i < width; ++i)
                    to[i] = std::bit_cast<float>(
                        roundedHalf(from[i]) | (isAlone ? 0U : roundedHalf(from[width + i]) << 16));
                from += isAlone ? width : 2 * width;
            }
    }
    return paired;
}

} // namespace epsilonlab::kernels
