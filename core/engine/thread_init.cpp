// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/thread_init.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <dlfcn.h>
#include <malloc.h>

#include <mutex>

namespace epsilonlab {

void initialiseComputeProcess()
{
    static std::once_flag once;
    std::call_once(once, [] {
        mallopt(M_MMAP_THRESHOLD, 1 << 28);
        mallopt(M_TRIM_THRESHOLD, 1 << 28);
        // The pthread flavour of OpenBLAS starts a team behind ATen's back; the symbol is missing with other
        // BLAS libraries.
        if (void* symbol = dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))
            reinterpret_cast<void (*)(int)>(symbol)(1);
    });
}

void initialiseComputeThread()
{
    initialiseComputeProcess();
    at::set_num_threads(1);
    at::globalContext().setFlushDenormal(true);
}

} // namespace epsilonlab
