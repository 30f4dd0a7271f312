// SPDX-License-Identifier: GPL-3.0-or-later
#define EPSILONLAB_KERNELS_ID avx512
#define EPSILONLAB_VECTOR_FLOATS 16
#include "kernels/kernels_impl.h"

namespace epsilonlab::kernels {

extern const KernelSet k_avx512;
// Constant: an initialiser would run before main, with instructions that this processor may not have.
constinit const KernelSet k_avx512 = avx512::make("avx512");

} // namespace epsilonlab::kernels
