// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/engine.h"

#include "api/data.h"
#include "engine/engine_impl.h"
#include "imaging/picture.h"
#include "models/model_file.h"
#include "training/run_reader.h"
#include "training/train_job.h"

#include <utility>

namespace epsilonlab {

Engine::Engine(EngineOptions options)
    : m_impl(std::make_unique<Impl>(options))
{
}

Engine::~Engine() = default;

void Engine::setWake(std::function<void()> wake)
{
    m_impl->mailbox.setWake(std::move(wake));
}

std::vector<Event> Engine::drain()
{
    return m_impl->mailbox.drain();
}

std::vector<Event> Engine::waitAndDrain(std::chrono::milliseconds timeout)
{
    return m_impl->mailbox.waitAndDrain(timeout);
}

RequestId Engine::preview(PreviewRequest request, PreviewExtras extras)
{
    const RequestId id = m_impl->nextId();
    m_impl->lanes.preview(id, std::move(request), extras);
    return id;
}

void Engine::cancelPreview()
{
    m_impl->lanes.cancelPreview();
}

RequestId Engine::sweep(SweepRequest request)
{
    const RequestId id = m_impl->nextId();
    m_impl->lanes.sweep(id, std::move(request));
    return id;
}

RequestId Engine::trace(PreviewRequest request)
{
    const RequestId id = m_impl->nextId();
    m_impl->lanes.trace(id, std::move(request));
    return id;
}

void Engine::cancelTrace()
{
    m_impl->lanes.cancelTrace();
}

RequestId Engine::submit(TrainRequest request)
{
    auto control = std::make_shared<TrainingControl>();
    control->setPaused(request.startPaused);
    // The id is only known once the job is queued; a pause before that is not possible.
    const RequestId id
        = m_impl->enqueue(m_impl->jobs, [control, request = std::move(request)](const JobContext& context) {
              runTrainJob(context, request, *control);
          });
    const std::lock_guard lock(m_impl->mutex);
    m_impl->controls[id] = std::move(control);
    return id;
}

RequestId Engine::submit(AttackRequest request)
{
    return m_impl->enqueue(m_impl->jobs,
        [request = std::move(request)](const JobContext& context) { runAttackJob(context, request); });
}

RequestId Engine::submit(EvaluateRequest request)
{
    return m_impl->enqueue(m_impl->jobs,
        [request = std::move(request)](const JobContext& context) { runEvaluateJob(context, request); });
}

RequestId Engine::submit(CertifyRequest request)
{
    return m_impl->enqueue(m_impl->jobs,
        [request = std::move(request)](const JobContext& context) { runCertifyJob(context, request); });
}

RequestId Engine::submit(ReportRequest request)
{
    return m_impl->enqueue(m_impl->jobs,
        [request = std::move(request)](const JobContext& context) { runReportJob(context, request); });
}

RequestId Engine::submit(BenchRequest request)
{
    return m_impl->enqueue(m_impl->jobs,
        [request = std::move(request)](const JobContext& context) { runBenchJob(context, request); });
}

RequestId Engine::open(OpenModelRequest request)
{
    return m_impl->enqueue(m_impl->files, [request = std::move(request)](const JobContext& context) {
        Model model = *readModelFile(request.path, request.isTrusted);
        if (!request.publishAs.empty()) {
            model.info.id = request.publishAs;
            model.info.name = request.publishName;
        }
        context.post(ModelPublished{context.id, context.models.publish(std::move(model))});
    });
}

RequestId Engine::open(OpenDatasetRequest request)
{
    return m_impl->enqueue(
        m_impl->files, [impl = m_impl.get(), request = std::move(request)](const JobContext& context) {
            const DatasetView view = impl->datasets.open(request.dataset);
            DatasetOpened event{context.id, request.dataset, {}, view.count};
            event.info.id = view.data->id;
            event.info.title = view.data->title;
            event.info.isAvailable = true;
            event.info.classNames = view.data->classNames;
            context.post(std::move(event));
        });
}

RequestId Engine::open(OpenImageRequest request)
{
    return m_impl->enqueue(m_impl->files, [request = std::move(request)](const JobContext& context) {
        context.post(ImageOpened{context.id, request, openPicture(request.path, request.fit)});
    });
}

RequestId Engine::open(OpenRunRequest request)
{
    return m_impl->enqueue(m_impl->files, [request = std::move(request)](const JobContext& context) {
        context.post(RunOpened{context.id, readRun(request.path)});
    });
}

RequestId Engine::open(ListRunsRequest request)
{
    return m_impl->enqueue(m_impl->files, [request = std::move(request)](const JobContext& context) {
        context.post(RunsListed{context.id, listRuns(request.root.empty() ? runs::root() : request.root)});
    });
}

void Engine::stop(RequestId id)
{
    m_impl->control(id, [](TrainingControl& control) { control.setEnded(); });
    if (!m_impl->jobs.stop(id))
        static_cast<void>(m_impl->files.stop(id));
}

void Engine::setPaused(RequestId trainingId, bool isPaused)
{
    m_impl->control(trainingId, [isPaused](TrainingControl& control) { control.setPaused(isPaused); });
}

void Engine::stepBatches(RequestId trainingId, std::int64_t count)
{
    m_impl->control(trainingId, [count](TrainingControl& control) { control.stepBatches(count); });
}

void Engine::stepEpoch(RequestId trainingId)
{
    m_impl->control(trainingId, [](TrainingControl& control) { control.stepEpoch(); });
}

void Engine::setLearningRate(RequestId trainingId, double lr)
{
    m_impl->control(trainingId, [lr](TrainingControl& control) { control.setLearningRate(lr); });
}

std::vector<ModelInfo> Engine::models() const
{
    return m_impl->models.infos();
}

std::vector<DatasetInfo> Engine::datasets() const
{
    return datasets::list();
}

std::int64_t Engine::imageCount(const DatasetSpec& dataset) const
{
    const auto view = m_impl->datasets.find(dataset);
    return view ? view->count : 0;
}

LabelledImage Engine::image(const DatasetSpec& dataset, std::int64_t index) const
{
    return m_impl->datasets.image(dataset, index);
}

std::vector<std::string> Engine::classNames(const DatasetSpec& dataset) const
{
    const auto view = m_impl->datasets.find(dataset);
    return view ? view->data->classNames : std::vector<std::string>();
}

void Engine::saveModel(const std::string& modelId, const std::filesystem::path& path) const
{
    m_impl->models.save(modelId, path);
}

int Engine::workers() const
{
    return m_impl->pool.workers();
}

} // namespace epsilonlab
