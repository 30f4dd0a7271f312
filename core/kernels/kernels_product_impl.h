// SPDX-License-Identifier: GPL-3.0-or-later
// Products of matrices, included by kernels_impl.h on the same conditions.

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

// The inner index is cut so that a panel's part stays in the first-level cache while every row passes over
// it; the parts' sums are added, which also halves the rounding error of the longest ones.
constexpr std::int64_t kDepth = 256;

/// Which part of the inner index a call of tile() does.
struct Part
{
    std::int64_t firstSegment, segments, offset, length;
    const float* b; // of the panel's first column and the part's first row
    bool isFirst, isLast;
};

/// Rows past the end repeat the last one: the same numbers are written to the same place again.
EPSILONLAB_INNERMOST inline std::int64_t rowOrLast(const Product& p, std::int64_t row)
{
    return row < p.rows ? row : p.rows - 1;
}

/// A part's sums, to C: added to what is there, and finished if it is the last.
template <int V, int R>
EPSILONLAB_INNERMOST inline void writeSums(
    const Product& p, const Part& part, std::int64_t row, std::int64_t column, Vector (&sum)[R][V])
{
    // All of C is read before any of it is written, for the sake of the repeated last row.
    if (!part.isFirst)
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                sum[r][v] += load(p.c + p.cRows[rowOrLast(p, row + r)] + column + v * kFloats);
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
        const std::int64_t index = rowOrLast(p, row + r);
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v) {
            Vector value = sum[r][v];
            if (part.isLast && p.bias != nullptr)
                value += load(p.bias + column + v * kFloats);
            if (part.isLast && p.isRectified)
                value = rectified(value);
            if (part.isLast && p.keep != nullptr)
                value = load(p.keep + p.keepRows[index] + column + v * kFloats) > Vector{} ? value : Vector{};
            store(p.c + p.cRows[index] + column + v * kFloats, value);
        }
    }
}

template <int V, int R>
EPSILONLAB_CHECKED_AS_RANGES void tile(
    const Product& p, const Part& part, std::int64_t row, std::int64_t column)
{
    const float* a[R];
    Vector sum[R][V];
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
        a[r] = p.a + p.aRows[rowOrLast(p, row + r)] + part.firstSegment * p.segmentStep + part.offset;
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
    writeSums(p, part, row, column, sum);
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

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID
