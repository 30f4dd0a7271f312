// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/windows.h"

#include <algorithm>

namespace epsilonlab::kernels {

namespace {

typedef float Four __attribute__((vector_size(16), aligned(4), may_alias));

float rectified(float x)
{
    return x < 0.0F ? 0.0F : x; // NaN stays
}

// Of one channel: pixels are neighbours, and a line is one loop.
void scaleLine(std::int64_t width, const float* x, float* y, const ScaleFactors& factors)
{
    const float factor = *factors.factor, shift = factors.shift != nullptr ? *factors.shift : 0.0F;
    for (std::int64_t i = 0; i < width; ++i) {
        const float value = x[i] * factor + shift;
        y[i] = factors.isRectified ? rectified(value) : value;
    }
}

} // namespace

void averagePool(const Window& w, const float* x, float* y, bool isRectified)
{
    const auto count = static_cast<float>(w.kernel * w.kernel);
    for (std::int64_t row = 0; row < w.height; ++row)
        for (std::int64_t column = 0; column < w.width; ++column)
            for (std::int64_t lane = 0; lane < w.channels; ++lane) {
                const float* from = x + row * w.stride * w.xRow + column * w.stride * w.xPixel + lane;
                float sum = 0.0F;
                for (std::int64_t i = 0; i < w.kernel; ++i)
                    for (std::int64_t j = 0; j < w.kernel; ++j)
                        sum += from[i * w.xRow + j * w.xPixel];
                y[row * w.yRow + column * w.yPixel + lane]
                    = isRectified ? rectified(sum / count) : sum / count;
            }
}

void averagePoolBackward(const Window& g, const float* dy, float* dx)
{
    const auto count = static_cast<float>(g.kernel * g.kernel);
    for (std::int64_t row = 0; row < g.height; ++row)
        for (std::int64_t column = 0; column < g.width; ++column)
            for (std::int64_t i = 0; i < g.kernel; ++i)
                for (std::int64_t j = 0; j < g.kernel; ++j) {
                    float* to = dx + (row * g.stride + i) * g.xRow + (column * g.stride + j) * g.xPixel;
                    for (std::int64_t lane = 0; lane < g.channels; ++lane)
                        to[lane] += dy[row * g.yRow + column * g.yPixel + lane] / count;
                }
}

void overlappingMaxPoolBackward(const Window& w, const float* x, const Window& g, const float* dy, float* dx)
{
    for (std::int64_t row = 0; row < w.height; ++row)
        for (std::int64_t column = 0; column < w.width; ++column)
            for (std::int64_t lane = 0; lane < w.channels; ++lane) {
                const float* from = x + row * w.stride * w.xRow + column * w.stride * w.xPixel + lane;
                std::int64_t bestY = 0, bestX = 0;
                float best = from[0];
                for (std::int64_t i = 0; i < w.kernel; ++i)
                    for (std::int64_t j = 0; j < w.kernel; ++j)
                        if (from[i * w.xRow + j * w.xPixel] > best) {
                            best = from[i * w.xRow + j * w.xPixel];
                            bestY = i;
                            bestX = j;
                        }
                dx[(row * g.stride + bestY) * g.xRow + (column * g.stride + bestX) * g.xPixel + lane]
                    += dy[row * g.yRow + column * g.yPixel + lane];
            }
}

void scale(const Window& w, const float* x, float* y, const ScaleFactors& factors)
{
    for (std::int64_t row = 0; w.channels == 1 && row < w.height; ++row)
        scaleLine(w.width, x + row * w.xRow, y + row * w.yRow, factors);
    if (w.channels == 1)
        return;
    for (std::int64_t row = 0; row < w.height; ++row)
        for (std::int64_t column = 0; column < w.width; ++column) {
            const float* from = x + row * w.xRow + column * w.xPixel;
            float* to = y + row * w.yRow + column * w.yPixel;
            for (std::int64_t lane = 0; lane < w.channels; ++lane) {
                const float value = from[lane] * factors.factor[lane]
                    + (factors.shift != nullptr ? factors.shift[lane] : 0.0F);
                to[lane] = factors.isRectified ? rectified(value) : value;
            }
        }
}

void multiplyByFactors(const Plane& plane, const float* x, std::int64_t xLine, float* y, std::int64_t yLine,
    const float* factors)
{
    for (std::int64_t row = 0; row < plane.height; ++row)
        for (std::int64_t column = 0; column < plane.width; ++column)
            for (std::int64_t lane = 0; lane < plane.lanes; ++lane) {
                const std::int64_t natural = (lane * plane.height + row) * plane.width + column;
                const float factor = factors == nullptr ? 1.0F
                    : lane < plane.channels             ? factors[natural]
                                                        : 0.0F;
                const std::int64_t place = column * plane.lanes + lane;
                y[row * yLine + place] = x[row * xLine + place] * factor;
            }
}

void maskGradient(const Plane& plane, const float* value, float* gradient)
{
    for (std::int64_t row = 0; row < plane.height; ++row)
        for (std::int64_t i = 0; i < plane.width * plane.lanes; ++i) {
            float& g = gradient[row * plane.gradientLine() + i];
            g = value[row * plane.valueLine() + i] > 0.0F ? g : 0.0F;
        }
}

void addColumns(const Plane& out, const Layer& layer, std::int64_t kernelWidth, const float* columns,
    std::int64_t columnStep, float* dx, std::int64_t dxLine)
{
    // Neighbouring windows overlap, and a load right after a store that covers part of it waits for the
    // cache; windows that do not overlap go one after the other instead. The order, and so the sum, is the
    // same on every machine.
    const std::int64_t apart = std::max<std::int64_t>(1, (kernelWidth + layer.stride - 1) / layer.stride);
    for (std::int64_t y = 0; y < out.height; ++y)
        for (std::int64_t residue = 0; residue < apart; ++residue)
            for (std::int64_t x = residue; x < out.width; x += apart) {
                const float* from = columns + (y * out.width + x) * columnStep;
                float* to = dx + y * layer.stride * dxLine + x * layer.stride;
                for (std::int64_t i = 0; i < layer.kernel; ++i, from += kernelWidth, to += dxLine)
                    for (std::int64_t j = 0; j < kernelWidth; j += 4) {
                        Four& place = *reinterpret_cast<Four*>(to + j);
                        place += *reinterpret_cast<const Four*>(from + j);
                    }
            }
}

} // namespace epsilonlab::kernels
