// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_run.h"

#include "text/core_text.h"

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr double kTimeLeftAfterSeconds = 3.0;

TrainRecord recordOf(const RunRecord& run)
{
    TrainRecord record;
    record.request.recipe = run.info.recipe;
    record.request.recipeName = run.info.recipeName;
    record.request.dataset.text = run.info.dataset;
    record.request.runDirectory = run.info.path;
    record.points = run.points;
    record.epochs = run.epochs;
    record.flags = run.flags;
    record.total = run.info.totalSteps;
    record.done = run.points.empty() ? 0 : run.points.back().step;
    record.isBusy = run.info.isBusy;
    if (!run.epochs.empty())
        record.done = std::max(record.done, run.epochs.back().step);
    return record;
}

} // namespace

TrainRun::TrainRun(EngineClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    connect(&client, &EngineClient::trainingPoint, this, [this](const TrainingPointEvent& event) {
        if (event.id != m_record.id)
            return;
        m_record.points.push_back(event.point);
        Q_EMIT pointAdded(event.point);
    });
    connect(&client, &EngineClient::trainingEpoch, this, [this](const TrainingEpochEvent& event) {
        if (event.id != m_record.id)
            return;
        m_record.epochs.push_back(event.epoch);
        Q_EMIT epochAdded(event.epoch);
    });
    connect(&client, &EngineClient::trainingFlagged, this, [this](const TrainingFlagged& event) {
        if (event.id != m_record.id)
            return;
        if (event.flag.code == "resumed")
            forgetAfter(event.flag.step);
        m_record.flags.push_back(event.flag);
        Q_EMIT flagAdded(event.flag);
    });
    connect(&client, &EngineClient::runOpened, this, &TrainRun::onRunOpened);
    connect(&client, &EngineClient::trainingPaused, this, &TrainRun::onPaused);
    connect(&client, &EngineClient::jobProgress, this, &TrainRun::onProgress);
    connect(&client, &EngineClient::jobFinished, this, &TrainRun::onFinished);
}

void TrainRun::start(const TrainRequest& request)
{
    begin(request, {});
}

void TrainRun::resume(const std::filesystem::path& run)
{
    m_opening = m_client.open(OpenRunRequest{run});
}

void TrainRun::onRunOpened(const RunOpened& event)
{
    if (event.id != m_opening)
        return;
    m_opening = 0;
    TrainRecord record = recordOf(event.run);
    TrainRequest request = record.request;
    request.resume = true;
    begin(request, std::move(record));
}

void TrainRun::look(const RunRecord& run)
{
    m_record = recordOf(run);
    m_state = TrainState::Stopped;
    Q_EMIT begun();
    Q_EMIT stateChanged();
}

void TrainRun::grow(const RunRecord& run)
{
    if (isActive() || m_record.id != 0 || run.info.path != m_record.request.runDirectory)
        return;
    if (run.points.size() < m_record.points.size() || run.epochs.size() < m_record.epochs.size()) {
        look(run); // somebody resumed it from an earlier state
        return;
    }
    const TrainRecord before = std::exchange(m_record, recordOf(run));
    for (std::size_t i = before.points.size(); i < run.points.size(); ++i)
        Q_EMIT pointAdded(run.points[i]);
    for (std::size_t i = before.epochs.size(); i < run.epochs.size(); ++i)
        Q_EMIT epochAdded(run.epochs[i]);
    for (std::size_t i = before.flags.size(); i < run.flags.size(); ++i)
        Q_EMIT flagAdded(run.flags[i]);
    Q_EMIT progressed();
}

void TrainRun::begin(const TrainRequest& request, TrainRecord record)
{
    if (isActive())
        m_client.stop(m_record.id); // the job lane takes one after the other: the new run waits until this
                                    // one is kept
    m_record = std::move(record);
    m_record.request = request;
    m_record.isBusy = false; // it was cut off, and now goes on here
    m_record.id = m_client.submit(request);
    m_isEnding = false;
    m_isStepping = m_isEnginePaused = request.startPaused;
    m_firstProgress = {};
    m_state = request.startPaused ? TrainState::Paused : TrainState::Running;
    Q_EMIT begun();
    Q_EMIT stateChanged();
}

// What was measured after the state that a run goes on from is measured again.
void TrainRun::forgetAfter(std::int64_t step)
{
    const auto isLater = [step](const auto& entry) { return entry.step > step; };
    std::erase_if(m_record.points, isLater);
    std::erase_if(m_record.epochs, isLater);
    std::erase_if(m_record.flags, isLater);
    Q_EMIT begun();
}

void TrainRun::setState(TrainState state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void TrainRun::setPaused(bool isPaused)
{
    if (!isActive())
        return;
    m_client.setPaused(m_record.id, isPaused);
    if (isPaused)
        m_isStepping = false;
    else
        goOn();
}

// During a single batch the engine has said already that it runs, and says nothing again when it simply goes
// on.
void TrainRun::goOn()
{
    m_isStepping = false;
    if (!m_isEnginePaused)
        setState(TrainState::Running);
}

void TrainRun::stepBatch()
{
    if (!isActive())
        return;
    m_isStepping = true;
    m_client.stepBatches(m_record.id, 1);
}

void TrainRun::stepEpoch()
{
    if (!isActive())
        return;
    m_client.stepEpoch(m_record.id);
    goOn();
}

void TrainRun::stopAndKeep()
{
    if (!isActive() || std::exchange(m_isEnding, true))
        return;
    m_client.stop(m_record.id);
    Q_EMIT stateChanged();
}

void TrainRun::setLearningRate(double lr)
{
    if (!isActive())
        return;
    m_record.lr = lr;
    m_client.setLearningRate(m_record.id, lr);
}

void TrainRun::onPaused(const TrainingPaused& event)
{
    if (event.id != m_record.id || !isActive())
        return;
    m_isEnginePaused = event.isPaused;
    if (event.isPaused)
        setState(TrainState::Paused);
    else if (!m_isStepping)
        setState(TrainState::Running);
}

void TrainRun::onProgress(const JobProgress& event)
{
    if (event.id != m_record.id)
        return;
    if (m_firstProgress.id != event.id)
        m_firstProgress = event;
    m_record.done = event.done;
    m_record.total = event.total;
    const double seconds = event.seconds - m_firstProgress.seconds;
    const auto batches = static_cast<double>(event.done - m_firstProgress.done);
    if (seconds >= kTimeLeftAfterSeconds && batches > 0.0)
        m_record.secondsLeft = seconds / batches * static_cast<double>(event.total - event.done);
    Q_EMIT progressed();
}

void TrainRun::onFinished(const JobFinished& event)
{
    if (event.id == m_opening && m_opening != 0) {
        m_opening = 0;
        if (event.failure)
            Q_EMIT failed(
                text::ofCore(event.failure->message), QString::fromStdString(event.failure->detail));
        return;
    }
    if (event.id != m_record.id || m_record.id == 0)
        return;
    m_isEnding = false;
    setState(TrainState::Stopped);
    if (event.failure)
        Q_EMIT failed(text::ofCore(event.failure->message), QString::fromStdString(event.failure->detail));
}

} // namespace epsilonlab::ui
