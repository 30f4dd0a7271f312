// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/engine.h"

#include <QObject>

#include <memory>

namespace epsilonlab::ui {

class Trace;

/// The only place where the engine and Qt meet. The engine wakes it from its own threads; it drains the
/// mailbox in one queued call and hands every event on as a signal, in the GUI thread. Of several preview
/// results in one drain only the newest is handed on.
class EngineClient : public QObject
{
    Q_OBJECT

public:
    /// The engine must outlive the client; the client sets the engine's wake function.
    explicit EngineClient(Engine& engine, QObject* parent = nullptr);
    ~EngineClient() override;

    RequestId preview(PreviewRequest request, PreviewExtras extras = {})
    {
        return m_engine.preview(std::move(request), extras);
    }
    void cancelPreview()
    {
        m_engine.cancelPreview();
        Q_EMIT previewCancelled();
    }
    RequestId sweep(SweepRequest request) { return m_engine.sweep(std::move(request)); }
    RequestId trace(PreviewRequest request) { return m_engine.trace(std::move(request)); }
    void cancelTrace() { m_engine.cancelTrace(); }
    RequestId submit(TrainRequest request) { return m_engine.submit(std::move(request)); }
    RequestId submit(AttackRequest request) { return m_engine.submit(std::move(request)); }
    RequestId submit(EvaluateRequest request) { return m_engine.submit(std::move(request)); }
    RequestId submit(ReportRequest request) { return m_engine.submit(std::move(request)); }
    RequestId submit(BenchRequest request) { return m_engine.submit(std::move(request)); }
    RequestId open(OpenModelRequest request) { return m_engine.open(std::move(request)); }
    RequestId open(OpenDatasetRequest request) { return m_engine.open(std::move(request)); }
    RequestId open(OpenRunRequest request) { return m_engine.open(std::move(request)); }
    RequestId open(ListRunsRequest request) { return m_engine.open(std::move(request)); }
    RequestId open(OpenImageRequest request) { return m_engine.open(std::move(request)); }

    void stop(RequestId id) { m_engine.stop(id); }
    void setPaused(RequestId trainingId, bool isPaused) { m_engine.setPaused(trainingId, isPaused); }
    void stepBatches(RequestId trainingId, std::int64_t count) { m_engine.stepBatches(trainingId, count); }
    void stepEpoch(RequestId trainingId) { m_engine.stepEpoch(trainingId); }
    void setLearningRate(RequestId trainingId, double lr) { m_engine.setLearningRate(trainingId, lr); }

    std::vector<ModelInfo> models() const { return m_engine.models(); }
    std::vector<DatasetInfo> datasets() const { return m_engine.datasets(); }
    std::int64_t imageCount(const DatasetSpec& dataset) const { return m_engine.imageCount(dataset); }
    LabelledImage image(const DatasetSpec& dataset, std::int64_t index) const
    {
        return m_engine.image(dataset, index);
    }
    std::vector<std::string> classNames(const DatasetSpec& dataset) const
    {
        return m_engine.classNames(dataset);
    }
    int workers() const { return m_engine.workers(); }

    /// Throws Error: the caller shows the sentence.
    void saveModel(const std::string& id, const std::filesystem::path& path) const
    {
        m_engine.saveModel(id, path);
    }

Q_SIGNALS:
    void previewReady(const epsilonlab::PreviewResult& result);
    void previewFailed(const epsilonlab::PreviewFailed& event);
    void previewCancelled(); ///< somebody stopped it; what was shown of it stands
    void noiseReady(const epsilonlab::NoiseResult& result);
    void sweepUpdated(const epsilonlab::SweepResult& result);
    void traceReady(const epsilonlab::TraceResult& result);
    void traceFailed(const epsilonlab::TraceFailed& event);
    void datasetOpened(const epsilonlab::DatasetOpened& event);
    void imageOpened(const epsilonlab::ImageOpened& event);
    void modelPublished(const epsilonlab::ModelPublished& event);
    void trainingPoint(const epsilonlab::TrainingPointEvent& event);
    void trainingEpoch(const epsilonlab::TrainingEpochEvent& event);
    void trainingFlagged(const epsilonlab::TrainingFlagged& event);
    void runOpened(const epsilonlab::RunOpened& event);
    void runsListed(const epsilonlab::RunsListed& event);
    void trainingPaused(const epsilonlab::TrainingPaused& event);
    void jobStarted(const epsilonlab::JobStarted& event);
    void jobProgress(const epsilonlab::JobProgress& event);
    void jobFinished(const epsilonlab::JobFinished& event);
    void attackFinished(const epsilonlab::AttackFinished& event);
    void evaluationUpdated(const epsilonlab::EvaluationUpdated& event);
    void trainFinished(const epsilonlab::TrainFinished& event);
    void benchFinished(const epsilonlab::BenchFinished& event);
    void reportFinished(const epsilonlab::ReportFinished& event);
    void warningRaised(const epsilonlab::EventWarning& event);

private:
    struct WakeGate;

    void drain();
    void handOn(const Event& event);

    Engine& m_engine;
    std::shared_ptr<WakeGate> m_gate; // shared with the wake function, which may outlive the client
};

} // namespace epsilonlab::ui
