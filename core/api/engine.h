// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace epsilonlab {

struct EngineOptions
{
    int workers = 0; ///< threads of the shard pool; 0: one per processor this process may use
    bool isQuiet = false; ///< no JobProgress events
};

/// Everything that computes, behind one door. Requests are copied and return at once with their id; what
/// becomes of them arrives as events. Construction is cheap: threads start with the first request that needs
/// them. Destruction asks every job to stop and returns within 300 ms.
///
/// Thread-safe unless said otherwise. No function throws but those that say so, none blocks on a computation.
class Engine
{
public:
    explicit Engine(EngineOptions options = {});
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Called from an engine thread when the mailbox turns from empty to not empty; must return at once and
    /// must not call back into the engine. Set it before the first request.
    void setWake(std::function<void()> wake);

    /// Takes everything that waits in the mailbox, oldest first.
    std::vector<Event> drain();

    /// For programs without an event loop: waits until something is there or the time is over, then drains.
    std::vector<Event> waitAndDrain(std::chrono::milliseconds timeout);

    /// Interactive lane: a slot of one, the newest request wins. A running one finishes, unless its image or
    /// its networks are no longer asked for or it takes longer than 150 ms while another waits. Replaced and
    /// stopped requests get no event.
    RequestId preview(PreviewRequest request, PreviewExtras extras = {});

    /// Stops the preview that runs and forgets the one that waits; what was sent of them stands.
    void cancelPreview();

    /// A lane of its own below everything a person waits for: the newest wins, and every preview() stops the
    /// one that runs. What it has computed is kept, so that the same request goes on from there. Answered by
    /// SweepResult events.
    RequestId sweep(SweepRequest request);

    /// What a preview leaves out: every step of its attack. Beside the interactive lane, in a thread that
    /// gives way to it; a slot of one, the newest request wins and stops the one that runs. Answered by
    /// TraceResult or TraceFailed.
    RequestId trace(PreviewRequest request);
    void cancelTrace();

    /// Job lane: first in, first out.
    RequestId submit(TrainRequest request);
    RequestId submit(AttackRequest request);
    RequestId submit(EvaluateRequest request);
    RequestId submit(CertifyRequest request);
    RequestId submit(ReportRequest request);
    RequestId submit(BenchRequest request);

    /// File lane, beside the others: these take milliseconds and must not wait for a training.
    RequestId open(OpenModelRequest request);
    RequestId open(OpenDatasetRequest request);
    RequestId open(OpenImageRequest request);
    RequestId open(OpenRunRequest request);
    RequestId open(ListRunsRequest request);

    /// Asks a job to stop and keep what is done; a job that waits is dropped with outcome Stopped. Unknown
    /// ids: nothing.
    void stop(RequestId id);
    void setPaused(RequestId trainingId, bool isPaused);

    /// Runs exactly `count` batches, on top of those asked for before, then pauses; a training that runs
    /// pauses after them.
    void stepBatches(RequestId trainingId, std::int64_t count);
    void stepEpoch(RequestId trainingId); ///< runs to the end of the current epoch with its measurements,
                                          ///< then pauses

    /// The rate the schedule starts from or peaks at, from the next batch on.
    void setLearningRate(RequestId trainingId, double lr);

    /// Shipped models first, then opened ones, then "live" if a network is or was in training.
    std::vector<ModelInfo> models() const;
    std::vector<DatasetInfo> datasets() const; ///< looks at the disk: not on every paint

    /// Images of an opened data set (DatasetOpened was received; "sample:test" is always open).
    std::int64_t imageCount(const DatasetSpec& dataset) const; ///< 0 if not open
    LabelledImage image(const DatasetSpec& dataset, std::int64_t index) const; ///< empty image if there is
                                                                               ///< none
    std::vector<std::string> classNames(const DatasetSpec& dataset) const; ///< empty if not open

    /// Writes a model, whole or not at all: .safetensors, or TorchScript for the ending .pt. A TorchScript
    /// network becomes .safetensors if it is a chain of known layers. Throws Error.
    void saveModel(const std::string& modelId, const std::filesystem::path& path) const;

    int workers() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// "0.1.0", and the libtorch this program runs with.
std::string programVersion();
std::string libtorchVersion();

} // namespace epsilonlab
