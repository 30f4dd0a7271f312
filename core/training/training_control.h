// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>

namespace epsilonlab {

/// What a person does to a training while it runs. Written by any thread, read by the trainer between two
/// batches; shared between the engine and the job because either may end first.
class TrainingControl
{
public:
    void setPaused(bool isPaused);
    void stepBatches(std::int64_t count); ///< runs so many batches, on top of what was asked before, then
                                          ///< pauses
    void stepEpoch(); ///< runs to the end of the current epoch, then pauses
    void setLearningRate(double lr);

    /// A person wants this run to end; else a stop means that the program closes, and the run can go on
    /// later.
    void setEnded();
    bool isEnded() const;

    /// Blocks while paused; returns at once after a stop. `onPause` is called with true before the first wait
    /// and with false after the last.
    template <typename OnPause> void waitWhilePaused(std::stop_token stop, const OnPause& onPause)
    {
        std::unique_lock lock(m_mutex);
        if (mayRun() || stop.stop_requested())
            return;
        lock.unlock();
        onPause(true);
        lock.lock();
        m_changed.wait(lock, stop, [this] { return mayRun(); });
        lock.unlock();
        onPause(false);
    }

    /// To be called after each batch. True if it was a single one that somebody asked for and wants to see.
    bool batchDone(bool isEndOfEpoch);

    /// The learning rate set by hand since the last call.
    std::optional<double> takeLearningRate();

private:
    bool mayRun() const { return !m_isPaused || m_batches > 0 || m_isToEpochEnd; }
    void steer(bool isPaused, std::int64_t batches, bool isToEpochEnd);

    mutable std::mutex m_mutex; // protects everything below
    std::condition_variable_any m_changed;
    bool m_isPaused = false;
    std::int64_t m_batches = 0; // to be run although paused
    bool m_isToEpochEnd = false;
    bool m_isEnded = false;
    std::optional<double> m_lr;
};

} // namespace epsilonlab
