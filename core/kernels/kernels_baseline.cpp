// SPDX-License-Identifier: GPL-3.0-or-later
#define EPSILONLAB_KERNELS_ID baseline
#define EPSILONLAB_VECTOR_FLOATS 4
#include "kernels/kernels_impl.h"

namespace epsilonlab::kernels {

extern const KernelSet k_baseline;
constinit const KernelSet k_baseline = baseline::make("baseline");

} // namespace epsilonlab::kernels
