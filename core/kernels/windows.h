// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/plan.h"

namespace epsilonlab::kernels {

// The loops of layers that take little time or are rare: plain, for any lanes and strides. Pointers are to
// the first pixel.

struct ScaleFactors
{
    const float *factor, *shift; ///< one a lane
    bool isRectified;
};

void averagePool(const Window& window, const float* x, float* y, bool isRectified);
void averagePoolBackward(const Window& gradients, const float* dy, float* dx); ///< adds to dx

/// For windows that overlap: adds to dx. `values` is the layout of x and y.
void overlappingMaxPoolBackward(
    const Window& values, const float* x, const Window& gradients, const float* dy, float* dx);

/// y = x * factor + shift for each lane; window.height and width are the pixels.
void scale(const Window& window, const float* x, float* y, const ScaleFactors& factors);

/// y = x * factor, factors in torch's order (channel, line, column); null: 1.
void multiplyByFactors(const Plane& plane, const float* x, std::int64_t xLine, float* y, std::int64_t yLine,
    const float* factors);

/// gradient = 0 where the value is not positive.
void maskGradient(const Plane& plane, const float* value, float* gradient);

/// Adds the window gradients of one image, as Plan::rows describes them, to the image's gradient with its
/// margin.
void addColumns(const Plane& out, const Layer& layer, std::int64_t kernelWidth, const float* columns,
    std::int64_t columnStep, float* dx, std::int64_t dxLine);

} // namespace epsilonlab::kernels
