// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/newest_lane.h"

#include "engine/primitives/thread_setup.h"

#include <utility>

namespace epsilonlab {

NewestLane::NewestLane(std::string name, std::function<void()> threadInit, std::chrono::milliseconds patience)
    : m_name(std::move(name))
    , m_threadInit(std::move(threadInit))
    , m_patience(patience)
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
    for (std::thread* thread : {&m_thread, &m_watcher})
        if (thread->joinable())
            thread->join();
}

void NewestLane::submit(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.swap(job); // the replaced one dies with `job`, outside the lock
        if (!m_thread.joinable())
            m_thread = std::thread([this] { work(); });
        if (!m_watcher.joinable() && m_patience.count() > 0)
            m_watcher = std::thread([this] { watch(); });
    }
    m_changed.notify_all();
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

void NewestLane::clear()
{
    Job forgotten;
    {
        const std::lock_guard lock(m_mutex);
        forgotten.swap(m_waiting);
    }
    cancelRunning();
}

// A thread of its own: the lane's is busy with the job in question, and the one that submits must not wait.
void NewestLane::watch()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isClosing || (m_waiting && m_runningStop.stop_possible()); });
        if (m_isClosing)
            return;
        const auto isOver = [this, job = m_started] {
            return m_isClosing || m_started != job || !m_runningStop.stop_possible();
        };
        if (m_changed.wait_until(lock, m_runningSince + m_patience, [&] { return isOver() || !m_waiting; }))
            continue;
        std::stop_source running = m_runningStop;
        lock.unlock();
        running.request_stop();
        lock.lock();
        m_changed.wait(lock, isOver);
    }
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
        m_started += 1;
        m_runningSince = Clock::now();
        lock.unlock();
        job(token);
        job = nullptr; // what the job holds dies here, not when the next one comes
        lock.lock();
        m_runningStop = std::stop_source(std::nostopstate);
        m_changed.notify_all();
    }
}

} // namespace epsilonlab
