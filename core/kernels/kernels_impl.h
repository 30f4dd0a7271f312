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

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID

#include "kernels/kernels_box_impl.h"
#include "kernels/kernels_outer_impl.h"
#include "kernels/kernels_pool_impl.h"
#include "kernels/kernels_product_impl.h"
#include "kernels/kernels_update_impl.h"

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

constexpr KernelSet make(const char* name)
{
    return {name, kFloats, multiply, addOuter, maxPool, maxPoolBackward, rectifyBox, maskBox, updateWeights,
        squaredGradient, false};
}

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID
