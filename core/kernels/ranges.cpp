// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/ranges.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>

namespace epsilonlab::kernels {
namespace {

void check(const float* first, std::int64_t numbers)
{
    void* begin = const_cast<float*>(first); // the interface asks for it and writes nothing
    const void* bad = __asan_region_is_poisoned(begin, static_cast<std::size_t>(numbers) * sizeof(float));
    if (bad != nullptr)
        static_cast<void>(*static_cast<const volatile char*>(bad)); // this load makes the report
}

void checkRuns(const float* first, std::int64_t runs, std::int64_t length, std::int64_t step)
{
    for (std::int64_t run = 0; run < runs; ++run)
        check(first + run * step, length);
}

} // namespace

void checkRanges(const Product& p, bool isPaired)
{
    const std::int64_t length = isPaired ? (p.segmentLength + 1) / 2 : p.segmentLength;
    check(p.b, p.segments * length * p.columns);
    if (p.bias != nullptr)
        check(p.bias, p.columns);
    for (std::int64_t row = 0; row < p.rows; ++row) {
        checkRuns(p.a + p.aRows[row], p.segments, p.segmentLength, p.segmentStep);
        check(p.c + p.cRows[row], p.columns);
        if (p.keep != nullptr)
            check(p.keep + p.keepRows[row], p.columns);
    }
}

void checkRanges(const OuterProduct& p, std::int64_t vectorFloats)
{
    const std::int64_t readable = (p.columns + vectorFloats - 1) / vectorFloats * vectorFloats;
    for (std::int64_t row = 0; row < p.rows; ++row) {
        checkRuns(p.a + p.aRows[row], p.segments, p.segmentLength, p.segmentStep);
        check(p.d + p.dRows[row], readable);
    }
    checkRuns(p.w, p.segments * p.segmentLength, p.columns, p.wStep);
}

} // namespace epsilonlab::kernels
#endif
