// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace epsilonlab {

/// Data sets by name, their place on the disk and how to get them. formats.md, "Images and labels". Blocking:
/// the window calls these through the engine only; the command line calls them directly.
namespace datasets {
std::vector<DatasetInfo> list();

struct FetchOptions
{
    std::string from; ///< folder or URL of a mirror; empty: the catalogue's own
    std::function<void(std::int64_t done, std::int64_t total)> progress;
    std::stop_token stop;
};

/// Downloads over HTTPS (or copies from a folder), resumes what was begun, checks the SHA-256 of the
/// decompressed IDX content and installs whole or not at all. Throws Error.
void fetch(const std::string& name, const FetchOptions& options);
} // namespace datasets

} // namespace epsilonlab
