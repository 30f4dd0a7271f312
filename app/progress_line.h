// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <chrono>
#include <string>

namespace epsilonlab {

/// Progress on standard error: a bar that redraws itself on a terminal, else a plain line every few seconds.
class ProgressLine
{
public:
    explicit ProgressLine(bool isQuiet);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const JobProgress& progress);

    /// A line that stays, above the bar. Also printed when quiet.
    void note(const std::string& line);

    void clear();

private:
    using Clock = std::chrono::steady_clock;

    bool m_isQuiet;
    bool m_isTerminal;
    bool m_isShown = false;
    Clock::time_point m_lastShown;
};

/// "512 of 1000 images, 256/s, 2 s left"
std::string progressText(const JobProgress& progress);

} // namespace epsilonlab
