// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model.h"

#include <string>

namespace torch::jit {
struct Module;
}

namespace epsilonlab {

/// The bytes of a TorchScript file that computes what the list of layers does, readable with torch.jit.load;
/// evaluation mode. A TorchScript network is written as it was read (frozen).
std::string torchScriptBytes(const Model& model);

/// The list of layers of a TorchScript network that is a plain chain of layers known here, so that it can be
/// looked into, bounded and written as .safetensors. The logits of both on random images must agree to 1e-4.
/// Throws Error(BadParameter) that names the first operator without a layer.
Network layersOf(const Model& scripted);

} // namespace epsilonlab
