// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/data.h"
#include "data/download.h"
#include "data/known_datasets.h"

#include <filesystem>

namespace epsilonlab {

/// Brings the four files of `known` to `folder`, decompressed, each with the right SHA-256; see
/// datasets::fetch. What is not finished lies in a hidden folder beside it, from where the next call goes on;
/// `folder` itself appears, or gets what it lacks, only when all is there. Plain HTTP is used only where
/// `options.from` names it, or `transport` says so.
void fetchInto(const KnownDataset& known, const std::filesystem::path& folder,
    const datasets::FetchOptions& options, Transport transport = Transport::HttpsOnly);

/// Whether all four files lie in `folder` with the right content; reads and hashes them.
bool isComplete(const KnownDataset& known, const std::filesystem::path& folder);

} // namespace epsilonlab
