// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace epsilonlab {

/// Reads a model file (formats.md, "Model file"). Shapes and sizes are checked against the architecture
/// before anything is allocated; NaN and infinite weights are refused. Throws Error with expected and found.
/// A TorchScript file is opened if a person decided so, now (`isTrusted`, then remembered) or before; else it
/// throws Error(NeedsTrust).
ModelPointer readModelFile(const std::filesystem::path& path, bool isTrusted = false);
ModelPointer parseModel(std::string_view content, const std::string& where);

/// The model file's bytes, the inverse of parseModel. A TorchScript network is written as its layers, if
/// layersOf() finds them.
std::string modelBytes(const Model& model);

/// The models embedded in the program: "standard" and "robust", in menu order; empty where none were built
/// in.
std::vector<ModelPointer> shippedModels();

} // namespace epsilonlab
