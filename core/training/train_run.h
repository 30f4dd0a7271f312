// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/runs.h"
#include "engine/jobs/job_context.h"
#include "training/best_epoch.h"
#include "training/run_directory.h"
#include "training/run_progress.h"
#include "training/trainer.h"
#include "training/training_alarms.h"
#include "training/training_control.h"

#include <chrono>
#include <string>

namespace epsilonlab {

/// One run from its first batch to its report (train_run.cpp; what happens at the end: train_run_end.cpp).
class TrainRun
{
public:
    /// `request` has a complete recipe. All must outlive this.
    TrainRun(const JobContext& context, const TrainRequest& request, TrainingControl& control);
    void run();

private:
    using Clock = std::chrono::steady_clock;

    void resume();
    void restore(const std::string& saved, RunRecord& before); // drops epochs that are measured anew
    void tellLength(const RunInfo& before);
    bool runEpoch(); // false: stopped
    void waitWhilePaused();
    void takeLearningRate();
    void afterBatch(const BatchResult& result, bool isShown);
    void afterEpoch();
    void publish();
    void autosave();
    void flag(const std::string& code, const std::string& message);
    void flag(const Alarm& alarm) { flag(alarm.code, alarm.message); }
    void failOnNaN();
    std::string nanMessage(double lr) const;
    void keepModel(TrainReport& done); // the last weights, or those of the best epoch
    void measureOnTestImages(const Network& network, TrainReport& done);
    void finish();
    void flagBest();
    void flagEnd(bool isKept);
    TrainReport report();
    Model model() const;
    std::string state();
    double seconds() const
    {
        return m_secondsBefore + std::chrono::duration<double>(Clock::now() - m_begin).count();
    }
    double epochs() const
    {
        return static_cast<double>(m_trainer.step()) / static_cast<double>(m_trainer.stepsPerEpoch());
    }
    bool isFullyAttacked() const; // epsilon's ramp, if it matters, is over
    bool isEndOfEpoch() const { return m_trainer.step() % m_trainer.stepsPerEpoch() == 0; }

    const JobContext& m_context;
    TrainRequest m_request;
    TrainingControl& m_control;
    DatasetView m_all, m_held;
    Trainer m_trainer;
    RunDirectory m_directory;
    ProgressReporter m_progress;
    Clock::time_point m_begin = Clock::now(), m_lastPublished, m_lastSaved = m_begin;
    double m_secondsBefore = 0.0; // of earlier sittings; pauses are taken off
    std::int64_t m_imagesTrained = 0;
    double m_epochLr = 0.0; // of the last batch
    RunProgress m_saved; // sums over the current epoch and the last metrics are kept up to date
    BestEpoch m_best;
    TrainingAlarms m_alarms;
    std::string m_lastGoodState;
    bool m_isStopped = false, m_isOver = false;
};

} // namespace epsilonlab
