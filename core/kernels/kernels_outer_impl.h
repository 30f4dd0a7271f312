// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of outer products: gradients of weights, included by kernels_impl.h on the same conditions.

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

// Columns of an outer product done for one group of rows before the next: their part of D stays in the cache.
constexpr std::int64_t kOuterColumns = 256;

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
                store(to, p.isFirst ? sum[r][v] : load(to) + sum[r][v]);
            else
                for (std::int64_t i = 0; i < left - v * kFloats; ++i)
                    to[i] = p.isFirst ? sum[r][v][i] : to[i] + sum[r][v][i];
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

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID
