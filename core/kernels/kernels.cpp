// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/kernels.h"

#include "kernels/kernels_bfloat16.h"

#include <cstdlib>
#include <string_view>

namespace epsilonlab::kernels {

extern const KernelSet k_baseline;
#ifdef __x86_64__
extern const KernelSet k_avx2, k_avx512;
#endif

namespace {

const KernelSet& best()
{
#ifdef __x86_64__
    const char* asked = std::getenv("EPSILONLAB_KERNELS");
    const std::string_view limit = asked != nullptr ? asked : "";
    if (limit == "baseline")
        return k_baseline;
    __builtin_cpu_init();
    if (limit != "avx2" && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
        return k_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return k_avx2;
#endif
    return k_baseline;
}

} // namespace

std::int64_t panelColumns(const KernelSet& set)
{
    return 2 * set.vectorFloats;
}

const KernelSet& kernels()
{
    static const KernelSet& set = best();
    return set;
}

const KernelSet* bfloat16Kernels()
{
#ifdef __x86_64__
    static const KernelSet set = [] {
        KernelSet pairs = k_avx512;
        pairs.name = "avx512bf16";
        pairs.multiply = multiplyBfloat16;
        pairs.usesBfloat16 = true;
        return pairs;
    }();
    if (&kernels() == &k_avx512 && __builtin_cpu_supports("avx512bf16"))
        return &set;
#endif
    return nullptr;
}

} // namespace epsilonlab::kernels
