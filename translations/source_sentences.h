// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace epsilonlab {

/// The sentences for people in C++ source: messages of Error, of warnings, alarms and flags (a code in lower
/// case, then the sentence), and sentences that are put together in a string of their own. Values become %1,
/// %2; escapes stay as written.
std::vector<std::string> sentencesOf(const std::string& source);

} // namespace epsilonlab
