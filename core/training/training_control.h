// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>

namespace epsilonlab {

/// What a person does to a training while it runs. Written by any thread, read by the trainer between two batches; shared
/// between the engine and the job because either may end first.
class TrainingControl
{
public:
    void setPaused(bool isPaused);
    void setLearningRate(double lr);

    /// Blocks while paused; returns at once after a stop. `onPause` is called with true before the first wait and with
    /// false after the last.
    template <typename OnPause>
    void waitWhilePaused(std::stop_token stop, const OnPause& onPause)
    {
        std::unique_lock lock(m_mutex);
        if (!m_isPaused || stop.stop_requested())
            return;
        lock.unlock();
        onPause(true);
        lock.lock();
        m_changed.wait(lock, stop, [this] { return !m_isPaused; });
        lock.unlock();
        onPause(false);
    }

    /// The learning rate set by hand since the last call.
    std::optional<double> takeLearningRate();

private:
    std::mutex m_mutex; // protects everything below
    std::condition_variable_any m_changed;
    bool m_isPaused = false;
    std::optional<double> m_lr;
};

} // namespace epsilonlab
