// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace epsilonlab {

/// Bytes of a built-in file by its name relative to resources/ ("architectures/small.json"); lives as long as
/// the program. Throws Error(NotFound).
std::string_view embeddedFile(std::string_view name);

/// Names of all built-in files that start with `prefix`, sorted.
std::vector<std::string> embeddedFiles(std::string_view prefix);

} // namespace epsilonlab
