// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QLabel>

namespace epsilonlab::ui {

class EngineClient;

/// "idle", "training epoch 3.2", "paused epoch 3.2", "working": what the engine's job lane is doing.
class StatusChip : public QLabel
{
    Q_OBJECT

public:
    explicit StatusChip(EngineClient& client, QWidget* parent = nullptr);

    void takeOver(const StatusChip& earlier); ///< what the job lane was doing

    QSize sizeHint() const override; ///< of the longest text: the row must not move while the epoch counts

private:
    void onTrainingPoint(const TrainingPointEvent& event);
    void onJobFinished(const JobFinished& event);
    void refresh();

    RequestId m_job = 0;
    RequestId m_training = 0;
    bool m_isPaused = false;
    double m_epoch = 0.0;
};

} // namespace epsilonlab::ui
