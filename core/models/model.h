// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "models/network.h"

#include <memory>

namespace epsilonlab {

/// An immutable snapshot: a network and what is known about it. Crosses threads as shared_ptr<const Model>
/// only; shared, because the interactive lane, jobs and the list of models hold the same one for as long as
/// each needs it.
struct Model
{
    ModelInfo info;
    Network network;
};

using ModelPointer = std::shared_ptr<const Model>;

} // namespace epsilonlab
