// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/weight_update.h"

#include <cstdint>

/// The loops in which nearly all of the time of a network goes: matrix products whose rows need not lie one
/// behind the other, so that a convolution is one without its patches ever being copied. Written once with
/// the compiler's vector types (kernels_impl.h), compiled for each instruction set, chosen when the program
/// starts.
///
/// Every number of a result is one chain of multiply-adds in the order of the inner index, whatever the
/// number of rows: an image's result does not depend, bit for bit, on its neighbours or on how a batch is
/// cut.
namespace epsilonlab::kernels {

/// C = A B, for each row r and column n, then bias, ReLU, mask. All strides and offsets count floats.
///
/// Row r of A starts at a + aRows[r] and is `segments` runs of `segmentLength` numbers, `segmentStep` apart:
/// the window of a convolution in an image whose pixels hold their channels side by side is one run a line. B
/// is packed: panels of `panelColumns` columns (the last one may be half as wide), each with its numbers in
/// the order of the inner index. A set with `usesBfloat16` wants B as panelsFor() makes it, and rounds A.
struct Product
{
    const float* a = nullptr;
    const std::int32_t* aRows = nullptr;
    std::int64_t rows = 0;
    std::int64_t segments = 1, segmentLength = 0, segmentStep = 0;
    const float* b = nullptr;
    std::int64_t columns = 0; ///< a multiple of vectorFloats
    float* c = nullptr;
    const std::int32_t* cRows = nullptr;
    const float* bias = nullptr; ///< `columns` numbers, or null
    bool isRectified = false; ///< negative results become 0; NaN stays
    const float* keep = nullptr; ///< results become 0 where keep[keepRows[r] + n] is not positive; or null
    const std::int32_t* keepRows = nullptr;
};

/// W += A^T D: the weights' gradient. A as in Product; row r of D starts at d + dRows[r]. W has segments *
/// segmentLength rows of `columns` numbers (any count), wStep apart. D must be readable up to the next
/// multiple of vectorFloats.
struct OuterProduct
{
    const float* a = nullptr;
    const std::int32_t* aRows = nullptr;
    std::int64_t rows = 0;
    std::int64_t segments = 1, segmentLength = 0, segmentStep = 0;
    const float* d = nullptr;
    const std::int32_t* dRows = nullptr;
    std::int64_t columns = 0;
    float* w = nullptr;
    std::int64_t wStep = 0;
    bool isFirst = false; ///< W = A^T D: what W held is not read
};

/// One image's windows. Pixels of x at x + row * xRow + column * xPixel, channels side by side, likewise y.
struct Window
{
    std::int64_t channels = 0; ///< a multiple of vectorFloats
    std::int64_t height = 0, width = 0; ///< of y
    std::int64_t kernel = 1, stride = 1;
    std::int64_t xRow = 0, xPixel = 0, yRow = 0, yPixel = 0;

    Window reversed() const { return {channels, height, width, kernel, stride, yRow, yPixel, xRow, xPixel}; }
};

/// Centres and radii of `count` intervals, or the gradients in them.
struct BoxLine
{
    float *centre = nullptr, *radius = nullptr;
    std::int64_t count = 0;
};

/// What one instruction set brings. vectorFloats numbers make a vector; a panel of B is two vectors wide.
struct KernelSet
{
    const char* name;
    std::int64_t vectorFloats;
    void (*multiply)(const Product&);
    void (*addOuter)(const OuterProduct&);
    /// y = largest of each window of x; rectified if asked for.
    void (*maxPool)(const Window&, const float* x, float* y, bool isRectified);
    /// dx = dy at the first largest of each window, else 0. Windows must not overlap; dx outside of them is
    /// not written.
    void (*maxPoolBackward)(
        const Window& y, const float* x, const float* y0, const Window& dy, const float* dyData, float* dx);
    /// The box behind a ReLU in place of the one before it.
    void (*rectifyBox)(const BoxLine&);
    /// Gradients in the centre and radius behind a ReLU, whose `values` these were, become those before it.
    void (*maskBox)(const BoxLine& values, const BoxLine& gradients);
    void (*updateWeights)(const WeightUpdate&);
    double (*squaredGradient)(const WeightUpdate&); ///< sum of squares of scale * (sum of the gradients),
                                                    ///< without decay
    bool usesBfloat16 = false; ///< multiply() alone: both factors rounded to bfloat16, sums float32
};

std::int64_t panelColumns(const KernelSet& set);

/// The best set that this processor has: "avx512", "avx2" or "baseline". EPSILONLAB_KERNELS names a lesser
/// one, for tests.
const KernelSet& kernels();

/// Twice the multiply-adds of "avx512", for gradients that need few digits; null where the processor has no
/// AVX512_BF16.
const KernelSet* bfloat16Kernels();

} // namespace epsilonlab::kernels
