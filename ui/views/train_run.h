// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "views/train_record.h"

#include <QObject>

namespace epsilonlab::ui {

/// The run of the Train tab as a state machine: Idle -> Running <-> Paused -> Stopped, and from Stopped a new
/// run. Turns wishes into requests and events into a record; what an earlier run still says is not heard.
class TrainRun : public QObject
{
    Q_OBJECT

public:
    explicit TrainRun(EngineClient& client, QObject* parent = nullptr);

    TrainState state() const { return m_state; }
    bool isActive() const { return m_state == TrainState::Running || m_state == TrainState::Paused; }
    bool isEnding() const { return m_isEnding; } ///< asked to stop, not over yet
    const TrainRecord& record() const { return m_record; }

    void start(const TrainRequest& request); ///< a run that goes on is stopped and kept first
    void resume(const std::filesystem::path& run); ///< of a run folder; its curves come first

    void look(const RunRecord& run); ///< at a run that is not trained here; only while none is
    void grow(const RunRecord& run); ///< the same run, read again

public Q_SLOTS:
    void setPaused(bool isPaused);
    void stepBatch();
    void stepEpoch();
    void stopAndKeep();
    void setLearningRate(double lr); ///< of the run that goes on; nothing else changes

Q_SIGNALS:
    void stateChanged();
    void begun(); ///< another run, or one that goes on: record() is new
    void pointAdded(const epsilonlab::TrainingPoint& point);
    void epochAdded(const epsilonlab::TrainingEpoch& epoch);
    void flagAdded(const epsilonlab::TrainingFlag& flag);
    void progressed();
    void failed(const QString& sentence, const QString& detail); ///< why the run, or opening one, ended

private:
    void begin(const TrainRequest& request, TrainRecord record);
    void setState(TrainState state);
    void goOn();
    void forgetAfter(std::int64_t step);
    void onRunOpened(const RunOpened& event);
    void onPaused(const TrainingPaused& event);
    void onProgress(const JobProgress& event);
    void onFinished(const JobFinished& event);

    EngineClient& m_client;
    TrainState m_state = TrainState::Idle;
    TrainRecord m_record;
    bool m_isEnding = false;
    bool m_isEnginePaused = false; ///< as it said last
    bool m_isStepping = false; ///< a single batch under way is not shown as running: the buttons would
                               ///< flicker
    RequestId m_opening = 0; ///< of the run folder to be resumed
    JobProgress m_firstProgress; ///< of this sitting: what the rate is measured from
};

} // namespace epsilonlab::ui
