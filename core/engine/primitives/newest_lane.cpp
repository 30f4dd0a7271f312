// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/newest_lane.h"

#include "engine/primitives/thread_setup.h"

#include <utility>

namespace epsilonlab {

NewestLane::NewestLane(std::string name, std::function<void()> threadInit)
    : m_name(std::move(name))
    , m_threadInit(std::move(threadInit))
{
}

NewestLane::~NewestLane()
{
    Job forgotten;
    std::stop_source running{std::nostopstate};
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
        forgotten.swap(m_waiting);
        running = m_runningStop;
    }
    m_changed.notify_all();
    running.request_stop(); // outside the lock: it runs the job's stop callbacks in this thread
    if (m_thread.joinable())
        m_thread.join();
}

void NewestLane::submit(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.swap(job); // the replaced one dies with `job`, outside the lock
        if (!m_thread.joinable())
            m_thread = std::thread([this] { work(); });
    }
    m_changed.notify_one();
}

void NewestLane::cancelRunning()
{
    std::stop_source running{std::nostopstate};
    {
        const std::lock_guard lock(m_mutex);
        running = m_runningStop;
    }
    running.request_stop();
}

void NewestLane::work()
{
    threads::setName(m_name);
    if (m_threadInit)
        m_threadInit();
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isClosing || m_waiting; });
        if (m_isClosing)
            return;
        Job job = std::exchange(m_waiting, nullptr);
        m_runningStop = std::stop_source();
        const std::stop_token token = m_runningStop.get_token();
        lock.unlock();
        job(token);
        job = nullptr; // what the job holds dies here, not when the next one comes
        lock.lock();
        m_runningStop = std::stop_source(std::nostopstate);
    }
}

} // namespace epsilonlab
