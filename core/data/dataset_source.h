// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/dataset_spec.h"

#include <functional>
#include <string>

namespace epsilonlab {

/// Where the images of a spec come from: found out cheaply, read only if nobody has it yet.
struct DatasetSource
{
    std::string key; ///< the same for the same content: names, paths, sizes and times of the files
    std::function<Dataset()> load;
};

/// Throws Error(NotFound or BadParameter) where there is nothing of that name.
DatasetSource findSource(const ParsedSpec& spec, const std::string& defaultPart);

} // namespace epsilonlab
