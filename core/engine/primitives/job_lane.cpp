// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/job_lane.h"

#include "engine/primitives/thread_setup.h"

#include <algorithm>
#include <utility>

namespace epsilonlab {

JobLane::JobLane(std::string name, std::function<void()> threadInit)
    : m_name(std::move(name))
    , m_threadInit(std::move(threadInit))
{
}

JobLane::~JobLane()
{
    std::deque<Entry> waiting;
    std::stop_source running{std::nostopstate};
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
        waiting.swap(m_waiting);
        running = m_runningStop;
    }
    m_changed.notify_all();
    running.request_stop(); // outside the lock: it runs the job's stop callbacks in this thread
    for (const Entry& entry : waiting)
        drop(entry);
    if (m_thread.joinable())
        m_thread.join();
}

void JobLane::enqueue(std::uint64_t id, Job job, std::function<void()> dropped)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back({id, std::move(job), std::move(dropped)});
        if (!m_thread.joinable())
            m_thread = std::thread([this] { work(); });
    }
    m_changed.notify_one();
}

bool JobLane::stop(std::uint64_t id)
{
    Entry removed;
    std::stop_source running{std::nostopstate};
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(
            m_waiting.begin(), m_waiting.end(), [id](const Entry& entry) { return entry.id == id; });
        if (found != m_waiting.end()) {
            removed = std::move(*found);
            m_waiting.erase(found);
        } else if (m_runningStop.stop_possible() && m_runningId == id) {
            running = m_runningStop;
        } else {
            return false;
        }
    }
    running.request_stop();
    drop(removed);
    return true;
}

void JobLane::drop(const Entry& entry)
{
    if (entry.dropped)
        entry.dropped();
}

void JobLane::work()
{
    threads::setName(m_name);
    if (m_threadInit)
        m_threadInit();
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isClosing || !m_waiting.empty(); });
        if (m_isClosing)
            return;
        Entry entry = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_runningId = entry.id;
        m_runningStop = std::stop_source();
        const std::stop_token token = m_runningStop.get_token();
        lock.unlock();
        entry.job(token);
        entry = {}; // what the job holds dies here, not when the next one comes
        lock.lock();
        m_runningStop = std::stop_source(std::nostopstate);
    }
}

} // namespace epsilonlab
