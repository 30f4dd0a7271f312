// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace torch::jit {
struct Graph;
}

namespace epsilonlab {

/// Looks through the graph of a TorchScript function, blocks and called functions included, and throws
/// Error(BadFile) with the operator's name at the first one that is not on the list of those that only
/// compute with tensors and numbers. What is not known is refused: a list of forbidden operators would miss
/// the next one that reads a file.
void checkOperators(const std::shared_ptr<torch::jit::Graph>& graph, const std::string& where);

} // namespace epsilonlab
