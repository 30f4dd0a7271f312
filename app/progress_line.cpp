// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress_line.h"

#include "api/export.h"

#include <algorithm>
#include <iostream>

#include <unistd.h>

namespace epsilonlab {

namespace {
constexpr std::chrono::milliseconds kTerminalPause{100};
constexpr std::chrono::seconds kPlainPause{5};
constexpr std::int64_t kBarWidth = 24;

std::string bar(const JobProgress& progress)
{
    if (progress.total <= 0)
        return {};
    const std::int64_t filled
        = std::clamp<std::int64_t>(kBarWidth * progress.done / progress.total, 0, kBarWidth);
    std::string bar = "[";
    bar.append(static_cast<std::size_t>(filled), '#')
        .append(static_cast<std::size_t>(kBarWidth - filled), '-');
    return bar.append("] ");
}
}

std::string progressText(const JobProgress& progress)
{
    std::string text = std::to_string(progress.done);
    if (progress.total > 0)
        text.append(" of ").append(std::to_string(progress.total));
    text.append(" ").append(progress.stage);
    if (progress.done <= 0 || progress.seconds <= 0.0)
        return text;
    const double rate = static_cast<double>(progress.done) / progress.seconds;
    text += ", " + fixedText(rate, rate < 10.0 ? 1 : 0) + "/s";
    if (progress.total > progress.done)
        text += ", " + durationText(std::max(1.0, static_cast<double>(progress.total - progress.done) / rate))
            + " left";
    return text;
}

ProgressLine::ProgressLine(bool isQuiet)
    : m_isQuiet(isQuiet)
    , m_isTerminal(isatty(STDERR_FILENO) == 1)
    , m_lastShown(Clock::now())
{
}

void ProgressLine::show(const JobProgress& progress)
{
    const auto now = Clock::now();
    const bool isLast = progress.total > 0 && progress.done >= progress.total;
    const bool isDue
        = m_isTerminal ? isLast || now - m_lastShown >= kTerminalPause : now - m_lastShown >= kPlainPause;
    if (m_isQuiet || !isDue)
        return;
    m_lastShown = now;
    if (m_isTerminal)
        std::cerr << "\r\033[K" << bar(progress) << progressText(progress) << std::flush;
    else
        std::cerr << progressText(progress) << std::endl;
    m_isShown = m_isTerminal;
}

void ProgressLine::note(const std::string& line)
{
    clear();
    std::cerr << line << std::endl;
}

void ProgressLine::clear()
{
    if (m_isShown)
        std::cerr << "\r\033[K" << std::flush;
    m_isShown = false;
}

} // namespace epsilonlab
