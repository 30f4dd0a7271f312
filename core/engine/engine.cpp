// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/engine.h"

#include "api/data.h"
#include "api/error.h"
#include "data/dataset.h"
#include "data/file_io.h"
#include "engine/catch_boundary.h"
#include "engine/jobs/job_context.h"
#include "engine/model_store.h"
#include "engine/noise_twin.h"
#include "engine/previewer.h"
#include "engine/primitives/job_lane.h"
#include "engine/primitives/mailbox.h"
#include "engine/primitives/newest_lane.h"
#include "engine/primitives/shard_pool.h"
#include "engine/primitives/thread_setup.h"
#include "engine/sweeper.h"
#include "engine/thread_init.h"
#include "imaging/picture.h"
#include "models/model_file.h"
#include "models/script_convert.h"
#include "training/run_reader.h"
#include "training/train_job.h"

#include <atomic>
#include <map>
#include <mutex>
#include <utility>

namespace epsilonlab {

namespace {

// architecture.md: cancelling at every move painted nothing during a drag; a slow attack must not hold up the next one.
constexpr std::chrono::milliseconds kPreviewPatience {150};

bool isSameSubject(const PreviewRequest& a, const PreviewRequest& b)
{
    return a.modelIds == b.modelIds && a.sample.label == b.sample.label && a.sample.image == b.sample.image;
}

// Low enough that the window's threads win a processor at once, high enough that training goes on beside other programs.
constexpr int kBackgroundNiceness = 15;

/// The lane that leads training does the optimiser's part of each step itself.
void initialiseBackgroundThread()
{
    initialiseComputeThread();
    threads::setNiceness(kBackgroundNiceness);
}

} // namespace

struct Engine::Impl
{
    explicit Impl(const EngineOptions& options)
        : isQuiet(options.isQuiet)
        , pool({options.workers, kBackgroundNiceness, true, initialiseComputeThread})
        , previewer([this](const std::string& id) { return models.find(id); },
              [this](const DatasetSpec& spec) { return openView(spec).value_or(DatasetView()); })
        , noise([this](const std::string& id) { return models.find(id); })
        , sweeper([this](const std::string& id) { return models.find(id); })
        , interactive("preview", initialiseComputeThread, kPreviewPatience)
        , sweeps("sweep", initialiseBackgroundThread)
        , jobs("jobs", initialiseBackgroundThread)
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

    void control(RequestId id, const std::function<void(TrainingControl&)>& act)
    {
        const std::lock_guard lock(mutex);
        if (const auto found = controls.find(id); found != controls.end())
            act(*found->second);
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
    NoiseTwins noise; // of the previewer's results, in its thread
    Sweeper sweeper;
    std::mutex mutex; // protects datasets, controls and lastPreview
    PreviewRequest lastPreview;
    std::map<std::string, DatasetView> datasets;
    // Shared: a training outlives its entry here, and a button may be pressed after it ended.
    std::map<RequestId, std::shared_ptr<TrainingControl>> controls;
    // Last, so that their threads end before anything they use goes away.
    NewestLane interactive;
    NewestLane sweeps;
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

RequestId Engine::preview(PreviewRequest request, PreviewExtras extras)
{
    const RequestId id = m_impl->nextId();
    {
        const std::lock_guard lock(m_impl->mutex);
        if (!isSameSubject(m_impl->lastPreview, request))
            m_impl->interactive.cancelRunning(); // another digit: what runs is of no use to anybody
        m_impl->lastPreview = request;
    }
    m_impl->sweeps.clear(); // what a person waits for comes first
    m_impl->interactive.submit([impl = m_impl.get(), id, extras, request = std::move(request)](std::stop_token stop) {
        const auto show = [impl, extras](PreviewResult result) {
            if (extras.wantNoise && result.tier != PreviewTier::Partial)
                impl->mailbox.post(impl->noise.of(result));
            impl->mailbox.post(std::move(result));
        };
        const auto failure = runGuarded([&] { impl->previewer.run(id, request, show, stop); });
        if (failure)
            impl->mailbox.post(PreviewFailed {id, *failure});
    });
    return id;
}

void Engine::cancelPreview()
{
    m_impl->interactive.clear();
}

RequestId Engine::sweep(SweepRequest request)
{
    const RequestId id = m_impl->nextId();
    m_impl->sweeps.cancelRunning();
    m_impl->sweeps.submit([impl = m_impl.get(), id, request = std::move(request)](std::stop_token stop) {
        const auto failure = runGuarded([&] {
            impl->sweeper.run(id, request, [impl](SweepResult result) { impl->mailbox.post(std::move(result)); }, stop);
        });
        if (failure)
            impl->mailbox.post(SweepResult {id, request, {}, true, 0.0, failure});
    });
    return id;
}

RequestId Engine::submit(TrainRequest request)
{
    auto control = std::make_shared<TrainingControl>();
    control->setPaused(request.startPaused);
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
        context.post(ModelPublished {context.id, context.models.publish(std::move(model))});
    });
}

RequestId Engine::open(OpenDatasetRequest request)
{
    return m_impl->enqueue(m_impl->files, [impl = m_impl.get(), request = std::move(request)](const JobContext& context) {
        impl->openDatasetNow(context, request.dataset);
    });
}

RequestId Engine::open(OpenImageRequest request)
{
    return m_impl->enqueue(m_impl->files, [request = std::move(request)](const JobContext& context) {
        context.post(ImageOpened {context.id, request, openPicture(request.path, request.fit)});
    });
}

RequestId Engine::open(OpenRunRequest request)
{
    return m_impl->enqueue(m_impl->files, [request = std::move(request)](const JobContext& context) {
        context.post(RunOpened {context.id, readRun(request.path)});
    });
}

RequestId Engine::open(ListRunsRequest request)
{
    return m_impl->enqueue(m_impl->files, [request = std::move(request)](const JobContext& context) {
        context.post(RunsListed {context.id, listRuns(request.root.empty() ? runs::root() : request.root)});
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

std::vector<std::string> Engine::classNames(const DatasetSpec& dataset) const
{
    const auto view = m_impl->openView(dataset);
    return view ? view->data->classNames : std::vector<std::string>();
}

void Engine::saveModel(const std::string& modelId, const std::filesystem::path& path) const
{
    const ModelPointer model = m_impl->models.find(modelId);
    if (path.extension() == ".pt")
        return writeFileAtomically(path, torchScriptBytes(*model));
    if (path.extension() != ".safetensors")
        throw Error(ErrorCode::BadParameter, path.filename().string() + " has the ending \"" + path.extension().string()
                + "\", but a network is written as .safetensors (or as .pt, TorchScript). Choose one of these.");
    writeFileAtomically(path, modelBytes(*model));
}

int Engine::workers() const
{
    return m_impl->pool.workers();
}

} // namespace epsilonlab
