// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace epsilonlab {

/// Results on their way out of the engine. Any thread posts, one thread drains; nothing is lost and the order
/// of each poster is kept. A template, so everything stands here.
template <class T> class Mailbox
{
public:
    /// `wake` is called, outside the lock, by the poster that turns the box from empty to not empty. It must
    /// return at once. A call that is already on its way may still reach the old function after this returns.
    void setWake(std::function<void()> wake)
    {
        auto shared = std::make_shared<const std::function<void()>>(std::move(wake));
        const std::lock_guard lock(m_mutex);
        m_wake = std::move(shared);
    }

    void post(T value)
    {
        std::shared_ptr<const std::function<void()>> wake;
        {
            const std::lock_guard lock(m_mutex);
            if (m_items.empty())
                wake = m_wake;
            m_items.push_back(std::move(value));
        }
        m_filled.notify_one();
        if (wake && *wake)
            (*wake)();
    }

    /// Everything that waits, oldest first; empty if nothing does. Never blocks.
    std::vector<T> drain()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_items, {});
    }

    /// Waits until something is there or the time is over, then drains.
    std::vector<T> waitAndDrain(std::chrono::milliseconds timeout)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, timeout, [this] { return !m_items.empty(); });
        return std::exchange(m_items, {});
    }

private:
    std::mutex m_mutex; // protects m_items and m_wake
    std::condition_variable m_filled;
    std::vector<T> m_items;
    std::shared_ptr<const std::function<void()>> m_wake; // shared: it is called while another thread may
                                                         // replace it
};

} // namespace epsilonlab
