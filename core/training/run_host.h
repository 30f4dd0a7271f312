// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace epsilonlab {

std::string thisHost(); ///< its name, as in the "started" lines of events.jsonl; empty if it has none

/// A lock on a folder holds on one machine only. Of a run that another one began, on a shared disk or as a
/// copy that is renewed, there is only what its files say: a run that goes on saves its state every half
/// minute, and these grew within the last one. So a copy that was just made counts as growing for a minute,
/// and a run that is paused there longer, or whose clock is off by more, does not. Cost: two calls of stat.
bool isGrowingElsewhere(const std::filesystem::path& run, const std::string& host);

} // namespace epsilonlab
