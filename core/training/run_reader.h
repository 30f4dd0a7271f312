// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/runs.h"

namespace epsilonlab {

/// Reads a run folder, also one that is still being written or whose last line a kill has torn. Throws
/// Error(NotFound) where there is no run, Error(BadFile) where its recipe is none.
RunRecord readRun(const std::filesystem::path& path);

/// The newest 50 runs below `root` by name, newest first; what is no run is passed over. No folder: empty.
std::vector<RunInfo> listRuns(const std::filesystem::path& root);

} // namespace epsilonlab
