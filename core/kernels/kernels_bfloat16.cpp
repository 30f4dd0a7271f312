// SPDX-License-Identifier: GPL-3.0-or-later
// Products whose factors are rounded to bfloat16 (the upper half of a float: eight digits of the mantissa),
// two multiply-adds an instruction and a lane: AVX512_BF16's VDPBF16PS. Compiled for that alone, on the
// conditions of kernels_impl.h.
#define EPSILONLAB_KERNELS_ID avx512bf16
#define EPSILONLAB_VECTOR_FLOATS 16
#include "kernels/kernels_impl.h"

#include "kernels/kernels_bfloat16.h"

namespace epsilonlab::kernels {

namespace avx512bf16 {
namespace {

constexpr std::int64_t kPairsAtOnce = kDepth / 2; // of A, rounded into a buffer
constexpr std::int64_t kPairsOfVector = 16;
constexpr int kChains = 12; // sums at once, twice what an instruction of latency six needs

EPSILONLAB_INNERMOST inline void storePairs(__m512 low, __m512 high, std::uint32_t* to)
{
    _mm512_store_si512(to, __builtin_bit_cast(__m512i, _mm512_cvtne2ps_pbh(high, low)));
}

EPSILONLAB_INNERMOST inline __mmask16 firstOf(std::int64_t count)
{
    return static_cast<__mmask16>(count >= 16 ? 0xFFFF : count <= 0 ? 0 : (1 << count) - 1);
}

/// `count` numbers as pairs; an odd last one beside a zero.
EPSILONLAB_INNERMOST inline void roundToPairs(const float* from, std::int64_t count, std::uint32_t* to)
{
    std::int64_t i = 0;
    for (; i + 2 * kPairsOfVector <= count; i += 2 * kPairsOfVector, to += kPairsOfVector)
        storePairs(_mm512_loadu_ps(from + i), _mm512_loadu_ps(from + i + kPairsOfVector), to);
    if (const std::int64_t left = count - i; left > 0)
        storePairs(_mm512_maskz_loadu_ps(firstOf(left), from + i),
            _mm512_maskz_loadu_ps(firstOf(left - kPairsOfVector), from + i + kPairsOfVector), to);
}

template <int V, int R>
EPSILONLAB_INNERMOST inline void addPairs(
    const std::uint32_t (&a)[R][kPairsAtOnce], const float* b, std::int64_t pairs, Vector (&sum)[R][V])
{
    for (std::int64_t k = 0; k < pairs; ++k, b += V * kFloats) {
        __m512bh column[V];
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v)
            column[v] = __builtin_bit_cast(__m512bh, load(b + v * kFloats));
#pragma GCC unroll 12
        for (int r = 0; r < R; ++r) {
            const __m512bh row = __builtin_bit_cast(__m512bh, _mm512_set1_epi32(static_cast<int>(a[r][k])));
#pragma GCC unroll 2
            for (int v = 0; v < V; ++v)
                sum[r][v] = __builtin_bit_cast(
                    Vector, _mm512_dpbf16_ps(__builtin_bit_cast(__m512, sum[r][v]), row, column[v]));
        }
    }
}

template <int V, int R>
EPSILONLAB_CHECKED_AS_RANGES void pairTile(
    const Product& p, const Part& part, std::int64_t row, std::int64_t column)
{
    alignas(64) std::uint32_t rounded[R][kPairsAtOnce];
    Vector sum[R][V];
#pragma GCC unroll 12
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 2
        for (int v = 0; v < V; ++v)
            sum[r][v] = Vector{};
    const float* b = part.b;
    for (std::int64_t s = 0; s < part.segments; ++s)
        for (std::int64_t done = 0; done < part.length; done += kDepth) {
            const std::int64_t count = part.length - done < kDepth ? part.length - done : kDepth;
            for (int r = 0; r < R; ++r)
                roundToPairs(p.a + p.aRows[rowOrLast(p, row + r)] + s * p.segmentStep + part.offset + done,
                    count, rounded[r]);
            addPairs<V, R>(rounded, b, (count + 1) / 2, sum);
            b += (count + 1) / 2 * V * kFloats;
        }
    writeSums(p, part, row, column, sum);
}

template <int V> void pairPanel(const Product& p, const Part& part, std::int64_t column)
{
    if (p.rows == 1) {
        pairTile<V, 1>(p, part, 0, column);
        return;
    }
    constexpr int kTogether = kChains / V;
    for (std::int64_t row = 0; row < p.rows; row += kTogether)
        pairTile<V, kTogether>(p, part, row, column);
}

void pairPanels(const Product& p, Part part, std::int64_t pairs, std::int64_t firstPair)
{
    const float* b = p.b;
    for (std::int64_t column = 0; column < p.columns;) {
        const bool isWide = column + 2 * kFloats <= p.columns;
        const std::int64_t width = isWide ? 2 * kFloats : kFloats;
        part.b = b + firstPair * width;
        if (isWide)
            pairPanel<2>(p, part, column);
        else
            pairPanel<1>(p, part, column);
        b += pairs * width;
        column += width;
    }
}

} // namespace
} // namespace avx512bf16

void multiplyBfloat16(const Product& p)
{
    using namespace avx512bf16;
    if (p.rows <= 0)
        return;
    checkRanges(p, true);
    const std::int64_t depth = p.segmentLength, pairs = p.segments * ((depth + 1) / 2);
    if (p.segments != 1 || depth <= kDepth) {
        pairPanels(p, {0, p.segments, 0, depth, nullptr, true, true}, pairs, 0);
        return;
    }
    for (std::int64_t first = 0; first < depth; first += kDepth) {
        const std::int64_t length = first + kDepth < depth ? kDepth : depth - first;
        pairPanels(p, {0, 1, first, length, nullptr, first == 0, first + length == depth}, pairs, first / 2);
    }
}

} // namespace epsilonlab::kernels
