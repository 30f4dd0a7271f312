// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_control.h"

#include <utility>

namespace epsilonlab {

void TrainingControl::setPaused(bool isPaused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = isPaused;
    }
    m_changed.notify_all();
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

} // namespace epsilonlab
