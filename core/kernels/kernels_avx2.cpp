// SPDX-License-Identifier: GPL-3.0-or-later
#define EPSILONLAB_KERNELS_ID avx2
#define EPSILONLAB_VECTOR_FLOATS 8
#include "kernels/kernels_impl.h"

namespace epsilonlab::kernels {

extern const KernelSet k_avx2;
// Constant: an initialiser would run before main, with instructions that this processor may not have.
constinit const KernelSet k_avx2 = avx2::make("avx2");

} // namespace epsilonlab::kernels
