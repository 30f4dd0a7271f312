// SPDX-License-Identifier: GPL-3.0-or-later
// The loops, for whatever instruction set the including file is compiled for. It defines
// EPSILONLAB_KERNELS_ID, a name for a namespace, and EPSILONLAB_VECTOR_FLOATS. Nothing of the standard
// library may be used here: an inline function compiled for a newer instruction set could be the copy that
// the linker keeps for everyone.

#include "kernels/kernels.h"
#include "kernels/ranges.h"

#ifdef __FMA__
#include <immintrin.h> // always inlined: leaves no copies behind
#endif

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

constexpr std::int64_t kFloats = EPSILONLAB_VECTOR_FLOATS;
typedef float Vector __attribute__((vector_size(kFloats * 4), aligned(4), may_alias));
typedef std::int32_t Mask __attribute__((vector_size(kFloats * 4)));

#define EPSILONLAB_INNERMOST __attribute__((always_inline)) EPSILONLAB_CHECKED_AS_RANGES

// Six rows of two vectors fill sixteen registers with twelve sums, two columns and one number of A; twelve
// independent chains keep two multiply-add units of latency four busy.
constexpr int kRows = 6;
// The inner index is cut so that a panel's part stays in the first-level cache while every row passes over
// it; the parts' sums are added, which also halves the rounding error of the longest ones.
constexpr std::int64_t kDepth = 256;
// Columns of an outer product done for one group of rows before the next: their part of D stays in the cache.
constexpr std::int64_t kOuterColumns = 256;

EPSILONLAB_INNERMOST inline Vector load(const float* place)
{
    return *reinterpret_cast<const Vector*>(place);
}

EPSILONLAB_INNERMOST inline void store(float* place, Vector value)
{
    *reinterpret_cast<Vector*>(place) = value;
}

/// a b + c. Spelled out where the processor rounds once: whether a compiler makes one instruction of it would
/// differ from one tile to the next, and with it the last bit of an image from one batch to the next.
EPSILONLAB_INNERMOST inline Vector multiplyAdd(float a, Vector b, Vector c)
{
#if defined(__AVX512F__)
    return __builtin_bit_cast(Vector,
        _mm512_fmadd_ps(_mm512_set1_ps(a), __builtin_bit_cast(__m512, b), __builtin_bit_cast(__m512, c)));
#elif defined(__FMA__)
    return __builtin_bit_cast(Vector,
        _mm256_fmadd_ps(_mm256_set1_ps(a), __builtin_bit_cast(__m256, b), __builtin_bit_cast(__m256, c)));
#else
    return a * b + c;
#endif
}

EPSILONLAB_INNERMOST inline Vector rectified(Vector x)
{
    return x < Vector{} ? Vector{} : x; // NaN is not below 0 and stays
}

/// Which part of the inner index a call of tile() does.
struct Part
{
    std::int64_t firstSegment, segments, offset, length;
    const float* b; // of the panel's first column and the part's first row
    bool isFirst, isLast;
};

template <int V, int R>
EPSILONLAB_CHECKED_AS_RANGES void tile(
    const Product& p, const Part& part, std::int64_t row, std::int64_t column)
{
    const float* a[R];
    float* c[R];
    Vector sum[R][V];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
        // Rows past the end repeat the last one: the same numbers are written to the same place again.
        const std::int64_t index = row + r < p.rows ? row + r : p.rows - 1;
        a[r] = p.a + p.aRows[index] + part.firstSegment * p.segmentStep + part.offset;
        c[r] = p.c + p.cRows[index] + column;
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v)
            sum[r][v] = Vector{};
    }
    const float* b = part.b;
    for (std::int64_t s = 0; s < part.segments; ++s) {
        for (std::int64_t k = 0; k < part.length; ++k) {
            Vector column0[V];
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                column0[v] = load(b + v * kFloats);
            b += V * kFloats;
#pragma GCC unroll 8
            for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
                for (int v = 0; v < V; ++v)
                    sum[r][v] = multiplyAdd(a[r][k], column0[v], sum[r][v]);
        }
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
            a[r] += p.segmentStep;
    }
    // All of C is read before any of it is written, for the sake of the repeated last row.
    if (!part.isFirst)
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                sum[r][v] += load(c[r] + v * kFloats);
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
        const std::int64_t index = row + r < p.rows ? row + r : p.rows - 1;
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v) {
            Vector value = sum[r][v];
            if (part.isLast && p.bias != nullptr)
                value += load(p.bias + column + v * kFloats);
            if (part.isLast && p.isRectified)
                value = rectified(value);
            if (part.isLast && p.keep != nullptr)
                value = load(p.keep + p.keepRows[index] + column + v * kFloats) > Vector{} ? value : Vector{};
            store(c[r] + v * kFloats, value);
        }
    }
}

template <int V> void panel(const Product& p, const Part& part, std::int64_t column)
{
    if (p.rows == 1) {
        tile<V, 1>(p, part, 0, column);
        return;
    }
    for (std::int64_t row = 0; row < p.rows; row += kRows)
        tile<V, kRows>(p, part, row, column);
}

inline void panels(const Product& p, Part part, std::int64_t depth, std::int64_t firstDepth)
{
    const float* b = p.b;
    for (std::int64_t column = 0; column < p.columns;) {
        const bool isWide = column + 2 * kFloats <= p.columns;
        const std::int64_t width = isWide ? 2 * kFloats : kFloats;
        part.b = b + firstDepth * width;
        if (isWide)
            panel<2>(p, part, column);
        else
            panel<1>(p, part, column);
        b += depth * width;
        column += width;
    }
}

inline void multiply(const Product& p)
{
    if (p.rows <= 0)
        return;
    checkRanges(p);
    const std::int64_t depth = p.segments * p.segmentLength;
    if (p.segments != 1 || depth <= kDepth) {
        panels(p, {0, p.segments, 0, p.segmentLength, nullptr, true, true}, depth, 0);
        return;
    }
    for (std::int64_t first = 0; first < depth; first += kDepth) {
        const std::int64_t length = first + kDepth < depth ? kDepth : depth - first;
        panels(p, {0, 1, first, length, nullptr, first == 0, first + length == depth}, depth, first);
    }
}

template <int V, int R>
EPSILONLAB_CHECKED_AS_RANGES void outerTile(
    const OuterProduct& p, std::int64_t inner, std::int64_t w, std::int64_t column)
{
    Vector sum[R][V];
    float* place = p.w + w * p.wStep + column;
    const std::int64_t left = p.columns - column;
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v)
            sum[r][v] = Vector{};
    for (std::int64_t row = 0; row < p.rows; ++row) {
        const float* a = p.a + p.aRows[row] + inner;
        const float* d = p.d + p.dRows[row] + column;
        Vector column0[V];
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v)
            column0[v] = load(d + v * kFloats);
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                sum[r][v] = multiplyAdd(a[r], column0[v], sum[r][v]);
    }
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v) {
            float* to = place + r * p.wStep + v * kFloats;
            if (left >= (v + 1) * kFloats)
                store(to, load(to) + sum[r][v]);
            else
                for (std::int64_t i = 0; i < left - v * kFloats; ++i)
                    to[i] += sum[r][v][i];
        }
}

template <int R>
void outerRows(const OuterProduct& p, std::int64_t inner, std::int64_t w, std::int64_t firstColumn)
{
    const std::int64_t end
        = firstColumn + kOuterColumns < p.columns ? firstColumn + kOuterColumns : p.columns;
    for (std::int64_t column = firstColumn; column < end;) {
        const bool isWide = column + kFloats < end;
        if (isWide)
            outerTile<2, R>(p, inner, w, column);
        else
            outerTile<1, R>(p, inner, w, column);
        column += isWide ? 2 * kFloats : kFloats;
    }
}

inline void addOuter(const OuterProduct& p)
{
    checkRanges(p, kFloats);
    for (std::int64_t column = 0; column < p.columns; column += kOuterColumns)
        for (std::int64_t s = 0; s < p.segments; ++s) {
            const std::int64_t inner = s * p.segmentStep, w = s * p.segmentLength;
            std::int64_t k = 0;
            for (; k + kRows <= p.segmentLength; k += kRows)
                outerRows<kRows>(p, inner + k, w + k, column);
            for (; k + 4 <= p.segmentLength; k += 4)
                outerRows<4>(p, inner + k, w + k, column);
            for (; k + 2 <= p.segmentLength; k += 2)
                outerRows<2>(p, inner + k, w + k, column);
            if (k < p.segmentLength)
                outerRows<1>(p, inner + k, w + k, column);
        }
}

inline void maxPool(const Window& w, const float* x, float* y, bool isRectified)
{
    for (std::int64_t row = 0; row < w.height; ++row)
        for (std::int64_t column = 0; column < w.width; ++column)
            for (std::int64_t channel = 0; channel < w.channels; channel += kFloats) {
                const float* from = x + row * w.stride * w.xRow + column * w.stride * w.xPixel + channel;
                Vector largest = load(from);
                for (std::int64_t i = 0; i < w.kernel; ++i)
                    for (std::int64_t j = 0; j < w.kernel; ++j) {
                        const Vector value = load(from + i * w.xRow + j * w.xPixel);
                        largest = largest >= value ? largest : value; // takes NaN, as torch does
                    }
                store(y + row * w.yRow + column * w.yPixel + channel,
                    isRectified ? rectified(largest) : largest);
            }
}

inline void maxPoolBackward(
    const Window& w, const float* x, const float* y, const Window& g, const float* dy, float* dx)
{
    for (std::int64_t row = 0; row < w.height; ++row)
        for (std::int64_t column = 0; column < w.width; ++column)
            for (std::int64_t channel = 0; channel < w.channels; channel += kFloats) {
                const float* from = x + row * w.stride * w.xRow + column * w.stride * w.xPixel + channel;
                float* to = dx + row * w.stride * g.xRow + column * w.stride * g.xPixel + channel;
                const Vector largest = load(y + row * w.yRow + column * w.yPixel + channel);
                Vector left = load(dy + row * g.yRow + column * g.yPixel + channel);
                for (std::int64_t i = 0; i < w.kernel; ++i)
                    for (std::int64_t j = 0; j < w.kernel; ++j) {
                        const Mask isHere = load(from + i * w.xRow + j * w.xPixel) == largest;
                        store(to + i * g.xRow + j * g.xPixel, isHere ? left : Vector{});
                        left = isHere ? Vector{} : left;
                    }
            }
}

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID

#include "kernels/kernels_update_impl.h"

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

constexpr KernelSet make(const char* name)
{
    return {name, kFloats, multiply, addOuter, maxPool, maxPoolBackward, updateWeights, squaredGradient};
}

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID
