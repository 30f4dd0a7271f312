// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/embedded.h"

#include "api/error.h"
#include "data/embedded_table.h"

#include <algorithm>
#include <span>

namespace epsilonlab {

namespace {
std::span<const EmbeddedEntry> entries()
{
    return {kEmbeddedEntries, kEmbeddedCount};
}
}

std::string_view embeddedFile(std::string_view name)
{
    for (const EmbeddedEntry& entry : entries())
        if (name == entry.name)
            return {entry.begin, static_cast<std::size_t>(entry.end - entry.begin)};
    throw Error(ErrorCode::NotFound, "The built-in file " + std::string(name) + " does not exist.");
}

std::vector<std::string> embeddedFiles(std::string_view prefix)
{
    std::vector<std::string> names;
    for (const EmbeddedEntry& entry : entries())
        if (std::string_view(entry.name).starts_with(prefix))
            names.emplace_back(entry.name);
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace epsilonlab
