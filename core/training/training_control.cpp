// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_control.h"

#include <algorithm>
#include <utility>

namespace epsilonlab {

void TrainingControl::steer(bool isPaused, std::int64_t batches, bool isToEpochEnd)
{
    m_isPaused = isPaused;
    m_batches = batches;
    m_isToEpochEnd = isToEpochEnd;
    m_changed.notify_all();
}

void TrainingControl::setPaused(bool isPaused)
{
    const std::lock_guard lock(m_mutex);
    steer(isPaused, 0, false);
}

void TrainingControl::stepBatches(std::int64_t count)
{
    const std::lock_guard lock(m_mutex);
    steer(true, m_batches + std::max<std::int64_t>(0, count), m_isToEpochEnd);
}

void TrainingControl::stepEpoch()
{
    const std::lock_guard lock(m_mutex);
    steer(true, m_batches, true);
}

bool TrainingControl::batchDone(bool isEndOfEpoch)
{
    const std::lock_guard lock(m_mutex);
    const bool wasSingle = m_batches > 0;
    if (wasSingle)
        --m_batches;
    if (isEndOfEpoch)
        m_isToEpochEnd = false;
    return wasSingle;
}

void TrainingControl::setLearningRate(double lr)
{
    const std::lock_guard lock(m_mutex);
    m_lr = lr;
}

std::optional<double> TrainingControl::takeLearningRate()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_lr, std::nullopt);
}

void TrainingControl::setEnded()
{
    const std::lock_guard lock(m_mutex);
    m_isEnded = true;
}

bool TrainingControl::isEnded() const
{
    const std::lock_guard lock(m_mutex);
    return m_isEnded;
}

} // namespace epsilonlab
