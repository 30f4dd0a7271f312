// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/engine.h"
#include "engine/dataset_store.h"
#include "engine/jobs/job_context.h"
#include "engine/model_store.h"
#include "engine/primitives/job_lane.h"
#include "engine/primitives/mailbox.h"
#include "engine/primitives/shard_pool.h"
#include "engine/view_lanes.h"
#include "training/training_control.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace epsilonlab {

/// What the engine is made of: stores, lanes, workers, the way of events out of them.
struct Engine::Impl
{
    explicit Impl(const EngineOptions& options);

    RequestId nextId() { return ++lastId; }

    /// A job with its events around it: started, whatever it posts, finished. The catch boundary is here.
    RequestId enqueue(JobLane& lane, std::function<void(const JobContext&)> body);

    /// Does nothing where the training is not known.
    void control(RequestId id, const std::function<void(TrainingControl&)>& act);

    const bool isQuiet;
    std::atomic<RequestId> lastId{0};
    Mailbox<Event> mailbox;
    ModelStore models;
    ShardPool pool;
    DatasetStore datasets;
    std::mutex mutex; // protects controls
    // Shared: a training outlives its entry here, and a button may be pressed after it ended.
    std::map<RequestId, std::shared_ptr<TrainingControl>> controls;
    // Last, so that their threads end before anything they use goes away.
    ViewLanes lanes;
    JobLane jobs;
    JobLane files;
};

} // namespace epsilonlab
