// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace epsilonlab {

/// "mnist:test[0:1000]" taken apart.
struct ParsedSpec
{
    std::string source; ///< a name, a path, or two paths with a colon between them
    std::string part; ///< "train", "test" or empty
    std::optional<std::int64_t> begin, end;
};

/// Throws Error(BadParameter) where the slice makes no sense. A text that is the name of an existing file is
/// taken whole.
ParsedSpec parseSpec(const std::string& text);

} // namespace epsilonlab
