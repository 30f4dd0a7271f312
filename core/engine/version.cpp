// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/engine.h"

#include <torch/csrc/api/include/torch/version.h>

namespace epsilonlab {

std::string programVersion()
{
    return EPSILONLAB_VERSION;
}

std::string libtorchVersion()
{
    return TORCH_VERSION;
}

} // namespace epsilonlab
