// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/bench_timer.h"

#include <algorithm>
#include <vector>

namespace epsilonlab {

std::optional<double> medianSeconds(
    const std::function<void()>& round, double seconds, const std::stop_token& stop)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::size_t kFewest = 3;
    round();
    std::vector<double> times;
    double sum = 0.0;
    while (!stop.stop_requested() && (sum < seconds || times.size() < kFewest)) {
        const auto begin = Clock::now();
        round();
        times.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
        sum += times.back();
    }
    if (stop.stop_requested())
        return std::nullopt;
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

Deadline::Deadline(double seconds, const std::stop_token& outer)
    : m_outer(outer, [this] { m_source.request_stop(); })
    , m_clock([this, seconds](const std::stop_token& closing) {
        std::unique_lock lock(m_mutex);
        m_over.wait_for(lock, closing, std::chrono::duration<double>(seconds), [] { return false; });
        if (!closing.stop_requested())
            m_source.request_stop();
    })
{
}

} // namespace epsilonlab
