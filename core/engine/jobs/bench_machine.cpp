// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/bench_machine.h"

#include <dlfcn.h>

#include <fstream>

namespace epsilonlab {

std::string machineName(int processors)
{
    std::string name = "unknown processor";
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (const std::size_t colon = line.find(": ");
            line.starts_with("model name") && colon != std::string::npos) {
            name = line.substr(colon + 2);
            break;
        }
    return name + ", " + std::to_string(processors) + (processors == 1 ? " processor" : " processors");
}

std::string blasName()
{
    std::string name = "unknown BLAS";
    if (void* config = dlsym(RTLD_DEFAULT, "openblas_get_config"))
        name = reinterpret_cast<const char* (*)()>(config)();
    Dl_info place = {};
    if (void* sgemm = dlsym(RTLD_DEFAULT, "sgemm_");
        sgemm != nullptr && dladdr(sgemm, &place) != 0 && place.dli_fname != nullptr)
        name.append(", ").append(place.dli_fname);
    return name;
}

} // namespace epsilonlab
