// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine_impl.h"

#include "engine/catch_boundary.h"
#include "engine/primitives/thread_setup.h"
#include "engine/thread_init.h"

#include <optional>
#include <utility>

namespace epsilonlab {

namespace {

// Low enough that the window's threads win a processor at once, high enough that training goes on beside
// other programs.
constexpr int kBackgroundNiceness = 15;

/// The lane that leads training does the optimiser's part of each step itself.
void initialiseBackgroundThread()
{
    initialiseComputeThread();
    threads::setNiceness(kBackgroundNiceness);
}

} // namespace

Engine::Impl::Impl(const EngineOptions& options)
    : isQuiet(options.isQuiet)
    , pool({options.workers, kBackgroundNiceness, true, initialiseComputeThread})
    , lanes([this](const std::string& id) { return models.find(id); },
          [this](const DatasetSpec& spec) { return datasets.find(spec).value_or(DatasetView()); },
          [this](Event event) { mailbox.post(std::move(event)); })
    , jobs("jobs", initialiseBackgroundThread)
    , files("files", initialiseComputeThread)
{
    initialiseComputeProcess();
}

RequestId Engine::Impl::enqueue(JobLane& lane, std::function<void(const JobContext&)> body)
{
    const RequestId id = nextId();
    lane.enqueue(
        id,
        [this, id, body = std::move(body)](std::stop_token stop) {
            mailbox.post(JobStarted{id});
            const JobContext context{
                id, pool, models, [this](Event event) { mailbox.post(std::move(event)); }, stop, isQuiet};
            const std::optional<Failure> failure = runGuarded([&] { body(context); });
            const JobOutcome outcome = failure ? JobOutcome::Failed
                : stop.stop_requested()        ? JobOutcome::Stopped
                                               : JobOutcome::Done;
            mailbox.post(JobFinished{id, outcome, failure});
        },
        [this, id] {
            mailbox.post(JobFinished{id, JobOutcome::Stopped, std::nullopt});
        });
    return id;
}

void Engine::Impl::control(RequestId id, const std::function<void(TrainingControl&)>& act)
{
    const std::lock_guard lock(mutex);
    if (const auto found = controls.find(id); found != controls.end())
        act(*found->second);
}

} // namespace epsilonlab
