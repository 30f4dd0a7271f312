// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network.h"

#include <string>
#include <string_view>

namespace torch::jit {
struct Module;
}

namespace epsilonlab {

struct ScriptNetwork
{
    Network network;
    std::int64_t parameterCount = 0;
};

/// True for a zip archive, the container of TorchScript files (and of everything else that torch.save
/// writes).
bool isZipArchive(std::string_view content);

/// Reads a TorchScript file, which is code: call it only after a person's decision. Nothing of the code runs
/// before every operator of `forward` was found on the list of script_check.h; files that run code while they
/// are opened
/// (`__setstate__`) are refused unopened. The module is put into evaluation mode and frozen: its weights
/// become constants, and one that changes itself while it runs is refused, so that threads may share it. It
/// must read N x 1 x 28 x 28 and give N x K logits, 2 <= K <= 1000, the same each time and for each image
/// alone. Throws Error with expected and found.
ScriptNetwork readTorchScript(std::string_view content, const std::string& where);

/// The frozen module behind a TorchScript network; null for a list of layers. Lives as long as the network.
const torch::jit::Module* scriptOf(const Network& network);

} // namespace epsilonlab
