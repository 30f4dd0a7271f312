// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace epsilonlab {

/// A person's decisions to run the code in TorchScript files, by the SHA-256 of the file: another content
/// under the same name is asked for again. Kept in $XDG_DATA_HOME/epsilonlab/trusted-models.txt (or
/// ~/.local/share), one "<sha256>  <name>" a line; deleting a line takes the decision back.
bool isTrustedModel(const std::string& sha256);

/// Throws Error(NotWritable) if the decision cannot be kept; it holds for this process even then.
void rememberTrustedModel(const std::string& sha256, const std::string& name);

} // namespace epsilonlab
