// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/engine.h"

#include "api/data.h"
#include "api/error.h"
#include "data/dataset.h"
#include "data/file_io.h"
#include "engine/catch_boundary.h"
#include "engine/jobs/job_context.h"
#include "engine/model_store.h"
#include "engine/previewer.h"
#include "engine/primitives/job_lane.h"
#include "engine/primitives/mailbox.h"
#include "engine/primitives/newest_lane.h"
#include "engine/primitives/shard_pool.h"
#include "engine/thread_init.h"
#include "models/model_file.h"
#include "training/train_job.h"

#include <atomic>
#include <map>
#include <mutex>
#include <utility>

namespace epsilonlab {

struct Engine::Impl
{
    explicit Impl(const EngineOptions& options)
        : isQuiet(options.isQuiet)
        , pool({options.workers, 10, true, initialiseComputeThread})
        , previewer([this](const std::string& id) { return models.find(id); })
        , interactive("preview", initialiseComputeThread)
        , jobs("jobs", initialiseComputeThread)
        , files("files", initialiseComputeThread)
    {
        initialiseComputeProcess();
    }

    RequestId nextId() { return ++lastId; }

    /// A job with its events around it: started, whatever it posts, finished. The catch boundary is here.
    RequestId enqueue(JobLane& lane, std::function<void(const JobContext&)> body)
    {
        const RequestId id = nextId();
        lane.enqueue(
            id,
            [this, id, body = std::move(body)](std::stop_token stop) {
                mailbox.post(JobStarted {id});
                const JobContext context {id, pool, models, [this](Event event) { mailbox.post(std::move(event)); }, stop, isQuiet};
                const std::optional<Failure> failure = runGuarded([&] { body(context); });
                const JobOutcome outcome = failure ? JobOutcome::Failed
                    : stop.stop_requested()        ? JobOutcome::Stopped
                                                   : JobOutcome::Done;
                mailbox.post(JobFinished {id, outcome, failure});
            },
            [this, id] { mailbox.post(JobFinished {id, JobOutcome::Stopped, std::nullopt}); });
        return id;
    }

    void openDatasetNow(const JobContext& context, const DatasetSpec& spec)
    {
        const DatasetView view = openDataset(spec);
        DatasetOpened event {context.id, spec, {}, view.count};
        event.info.id = view.data->id;
        event.info.title = view.data->title;
        event.info.isAvailable = true;
        event.info.classNames = view.data->classNames;
        {
            const std::lock_guard lock(mutex);
            datasets[spec.text] = view;
        }
        context.post(std::move(event));
    }

    std::optional<DatasetView> openView(const DatasetSpec& spec)
    {
        const std::lock_guard lock(mutex);
        const auto found = datasets.find(spec.text);
        if (found != datasets.end())
            return found->second;
        // The built-in sample takes milliseconds to unpack and cannot be missing: the first picture need not wait for it.
        if (spec.text == "sample" || spec.text == "sample:test")
            return datasets.emplace(spec.text, openDataset(spec)).first->second;
        return std::nullopt;
    }

    const bool isQuiet;
    std::atomic<RequestId> lastId {0};
    Mailbox<Event> mailbox;
    ModelStore models;
    ShardPool pool;
    Previewer previewer;
    std::mutex mutex; // protects datasets and controls
    std::map<std::string, DatasetView> datasets;
    // Shared: a training outlives its entry here, and a button may be pressed after it ended.
    std::map<RequestId, std::shared_ptr<TrainingControl>> controls;
    // Last, so that their threads end before anything they use goes away.
    NewestLane interactive;
    JobLane jobs;
    JobLane files;
};

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

RequestId Engine::preview(PreviewRequest request)
{
    const RequestId id = m_impl->nextId();
    m_impl->interactive.submit([impl = m_impl.get(), id, request = std::move(request)](std::stop_token stop) {
        const auto failure = runGuarded([&] {
            impl->previewer.run(id, request, [impl](PreviewResult result) { impl->mailbox.post(std::move(result)); }, stop);
        });
        if (failure)
            impl->mailbox.post(PreviewFailed {id, *failure});
    });
    return id;
}

RequestId Engine::submit(TrainRequest request)
{
    auto control = std::make_shared<TrainingControl>();
    // The id is only known once the job is queued; a pause before that is not possible.
    const RequestId id = m_impl->enqueue(m_impl->jobs, [control, request = std::move(request)](const JobContext& context) {
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
        Model model = *readModelFile(request.path);
        context.post(ModelPublished {context.id, context.models.publish(std::move(model))});
    });
}

RequestId Engine::open(OpenDatasetRequest request)
{
    return m_impl->enqueue(m_impl->files, [impl = m_impl.get(), request = std::move(request)](const JobContext& context) {
        impl->openDatasetNow(context, request.dataset);
    });
}

void Engine::stop(RequestId id)
{
    if (!m_impl->jobs.stop(id))
        static_cast<void>(m_impl->files.stop(id));
}

void Engine::setPaused(RequestId trainingId, bool isPaused)
{
    const std::lock_guard lock(m_impl->mutex);
    if (const auto found = m_impl->controls.find(trainingId); found != m_impl->controls.end())
        found->second->setPaused(isPaused);
}

void Engine::setLearningRate(RequestId trainingId, double lr)
{
    const std::lock_guard lock(m_impl->mutex);
    if (const auto found = m_impl->controls.find(trainingId); found != m_impl->controls.end())
        found->second->setLearningRate(lr);
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
    const auto view = m_impl->openView(dataset);
    return view ? view->count : 0;
}

LabelledImage Engine::image(const DatasetSpec& dataset, std::int64_t index) const
{
    LabelledImage result;
    const auto view = m_impl->openView(dataset);
    if (!view || index < 0 || index >= view->count)
        return result;
    result.image.pixels.resize(static_cast<std::size_t>(kImagePixels));
    view->copyImage(index, result.image.pixels.data());
    result.label = view->label(index);
    result.index = view->index(index);
    return result;
}

void Engine::saveModel(const std::string& modelId, const std::filesystem::path& path) const
{
    writeFileAtomically(path, modelBytes(*m_impl->models.find(modelId)));
}

int Engine::workers() const
{
    return m_impl->pool.workers();
}

} // namespace epsilonlab
