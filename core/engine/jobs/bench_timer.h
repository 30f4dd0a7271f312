// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace epsilonlab {

/// Median seconds of one call of `round`, after one that does not count; as many as fit into `seconds`, at
/// least three. Nothing after a stop.
std::optional<double> medianSeconds(
    const std::function<void()>& round, double seconds, const std::stop_token& stop);

/// A stop token that turns when `seconds` are over or `outer` turns.
class Deadline
{
public:
    Deadline(double seconds, const std::stop_token& outer);

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::stop_callback<std::function<void()>> m_outer;
    std::mutex m_mutex; // for m_over alone
    std::condition_variable_any m_over;
    std::jthread m_clock; // last: it uses the others
};

} // namespace epsilonlab
