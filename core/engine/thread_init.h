// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace epsilonlab {

/// What every thread that computes does first: one ATen thread, denormals flushed to zero (both are per
/// thread).
void initialiseComputeThread();

/// Once per process, before the first tensor: keeps the allocator from handing tensor memory back to the
/// system after every step (page faults made a gradient of 128 images 4 times slower), and BLAS from starting
/// threads of its own.
void initialiseComputeProcess();

} // namespace epsilonlab
