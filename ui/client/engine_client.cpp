// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/engine_client.h"

#include "client/trace.h"

#include <QMetaObject>

#include <mutex>

namespace epsilonlab::ui {

namespace {

template <class... Functions> struct Overloaded : Functions...
{
    using Functions::operator()...;
};

template <class... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

/// True if a later event of the same drain is a preview result too: the earlier one would never be seen.
bool isOvertaken(const std::vector<Event>& events, std::size_t position)
{
    if (!std::holds_alternative<PreviewResult>(events[position]))
        return false;
    for (std::size_t i = position + 1; i < events.size(); ++i) {
        if (std::holds_alternative<PreviewResult>(events[i]))
            return true;
    }
    return false;
}

} // namespace

struct EngineClient::WakeGate
{
    std::mutex mutex; // protects client against a wake during destruction
    EngineClient* client = nullptr;
};

EngineClient::EngineClient(Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_gate(std::make_shared<WakeGate>())
{
    m_gate->client = this;
    m_engine.setWake([gate = m_gate] {
        const std::lock_guard lock(gate->mutex);
        if (gate->client)
            QMetaObject::invokeMethod(gate->client, &EngineClient::drain, Qt::QueuedConnection);
    });
    // What was posted before the wake function was set would wait for the next event.
    QMetaObject::invokeMethod(this, &EngineClient::drain, Qt::QueuedConnection);
}

EngineClient::~EngineClient()
{
    const std::lock_guard lock(m_gate->mutex);
    m_gate->client = nullptr;
}

void EngineClient::drain()
{
    const std::vector<Event> events = m_engine.drain();
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (isOvertaken(events, i))
            Trace::instance().dropped(std::get<PreviewResult>(events[i]));
        else
            handOn(events[i]);
    }
}

void EngineClient::handOn(const Event& event)
{
    std::visit(Overloaded{
                   [this](const JobStarted& e) { Q_EMIT jobStarted(e); },
                   [this](const JobProgress& e) { Q_EMIT jobProgress(e); },
                   [this](const JobFinished& e) { Q_EMIT jobFinished(e); },
                   [this](const PreviewResult& e) { Q_EMIT previewReady(e); },
                   [this](const PreviewFailed& e) { Q_EMIT previewFailed(e); },
                   [this](const DatasetOpened& e) { Q_EMIT datasetOpened(e); },
                   [this](const ModelPublished& e) { Q_EMIT modelPublished(e); },
                   [this](const TrainingPointEvent& e) { Q_EMIT trainingPoint(e); },
                   [this](const TrainingEpochEvent& e) { Q_EMIT trainingEpoch(e); },
                   [this](const TrainingFlagged& e) { Q_EMIT trainingFlagged(e); },
                   [this](const RunOpened& e) { Q_EMIT runOpened(e); },
                   [this](const RunsListed& e) { Q_EMIT runsListed(e); },
                   [this](const TrainingPaused& e) { Q_EMIT trainingPaused(e); },
                   [this](const EventWarning& e) { Q_EMIT warningRaised(e); },
                   [this](const AttackFinished& e) { Q_EMIT attackFinished(e); },
                   [this](const EvaluationUpdated& e) { Q_EMIT evaluationUpdated(e); },
                   [this](const TrainFinished& e) { Q_EMIT trainFinished(e); },
                   [](const CertifyFinished&) {}, // the shell asks for certificates, the window does not yet
                   [this](const BenchFinished& e) { Q_EMIT benchFinished(e); },
                   [this](const ReportFinished& e) { Q_EMIT reportFinished(e); },
                   [this](const ImageOpened& e) { Q_EMIT imageOpened(e); },
                   [this](const NoiseResult& e) { Q_EMIT noiseReady(e); },
                   [this](const SweepResult& e) { Q_EMIT sweepUpdated(e); },
                   [this](const TraceResult& e) { Q_EMIT traceReady(e); },
                   [this](const TraceFailed& e) { Q_EMIT traceFailed(e); },
               },
        event);
}

} // namespace epsilonlab::ui
