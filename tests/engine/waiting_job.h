// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <stop_token>

/// A job that says when it has started and goes on until it is asked to stop or allowed to end.
class WaitingJob
{
public:
    void operator()(const std::stop_token& token)
    {
        m_started.release();
        std::unique_lock lock(m_mutex);
        m_condition.wait(lock, token, [this] { return m_mayEnd; });
        m_wasStopped = !m_mayEnd;
        m_ended.release();
    }

    void waitUntilStarted() { m_started.acquire(); }
    void waitUntilEnded() { m_ended.acquire(); }

    void allowEnd()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_mayEnd = true;
        }
        m_condition.notify_all();
    }

    bool wasStopped()
    {
        const std::lock_guard lock(m_mutex);
        return m_wasStopped;
    }

private:
    std::counting_semaphore<> m_started{0}, m_ended{0};
    std::mutex m_mutex; // protects the two below
    bool m_mayEnd = false, m_wasStopped = false;
    std::condition_variable_any m_condition;
};
