// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace epsilonlab {

/// One thread that does long jobs one after the other, first in, first out. The thread starts with the first
/// job. All functions may be called from any thread; none waits for a job but the destructor.
class JobLane
{
public:
    using Job = std::function<void(std::stop_token)>;

    /// `threadInit` runs once in the lane's thread before the first job. It may be empty.
    JobLane(std::string name, std::function<void()> threadInit);

    /// Drops what waits, asks the running job to stop and waits for it: closing is as prompt as that job's
    /// stopping.
    ~JobLane();
    JobLane(const JobLane&) = delete;
    JobLane& operator=(const JobLane&) = delete;

    /// `job` runs in the lane's thread and must not throw: it is its own catch boundary. `dropped` is called
    /// instead, in the thread that stops it or that destroys the lane, if the job is removed before it
    /// started. It may be empty.
    void enqueue(std::uint64_t id, Job job, std::function<void()> dropped);

    /// Asks the running job to stop, or drops a waiting one. False if no job of this id waits or runs.
    bool stop(std::uint64_t id);

private:
    struct Entry
    {
        std::uint64_t id = 0;
        Job job;
        std::function<void()> dropped;
    };

    void work();
    void drop(const Entry& entry);

    const std::string m_name;
    const std::function<void()> m_threadInit;

    std::mutex m_mutex; // protects everything below
    std::condition_variable m_changed;
    std::deque<Entry> m_waiting;
    std::uint64_t m_runningId = 0;
    std::stop_source m_runningStop{std::nostopstate}; // without a state: nothing runs
    bool m_isClosing = false;
    std::thread m_thread;
};

} // namespace epsilonlab
