// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace epsilonlab {

/// One thread with a slot of one before it: a new job replaces the one that waits, the running one finishes.
/// That keeps pictures coming during a drag, where cancelling at every move would paint none. Only one that
/// has run for longer than `patience` is asked to stop when another waits. The threads start with the first
/// job. All functions may be called from any thread; none waits for a job but the destructor.
class NewestLane
{
public:
    using Job = std::function<void(std::stop_token)>;

    using Clock = std::chrono::steady_clock;

    /// `threadInit` runs once in the lane's thread before the first job. It may be empty. `patience` 0:
    /// without end.
    NewestLane(std::string name, std::function<void()> threadInit, std::chrono::milliseconds patience = {});

    /// Forgets what waits, asks the running job to stop and waits for it.
    ~NewestLane();
    NewestLane(const NewestLane&) = delete;
    NewestLane& operator=(const NewestLane&) = delete;

    /// `job` runs in the lane's thread unless a newer one comes first; it must not throw. A replaced job is
    /// destroyed in the thread that submits, without a word.
    void submit(Job job);

    /// Asks the running job to stop; the waiting one stays and is next.
    void cancelRunning();

    /// Forgets what waits and asks the running job to stop.
    void clear();

private:
    void work();
    void watch();

    const std::string m_name;
    const std::function<void()> m_threadInit;
    const std::chrono::milliseconds m_patience;

    std::mutex m_mutex; // protects everything below
    std::condition_variable m_changed;
    Job m_waiting; // empty: nothing waits
    std::stop_source m_runningStop{std::nostopstate}; // without a state: nothing runs
    std::uint64_t m_started = 0; // jobs so far
    Clock::time_point m_runningSince;
    bool m_isClosing = false;
    std::thread m_thread, m_watcher;
};

} // namespace epsilonlab
