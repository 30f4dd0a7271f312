// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/certify.h"
#include "api/error.h"
#include "api/noise.h"
#include "api/results.h"
#include "api/sweep.h"
#include "api/trace.h"
#include "api/training_events.h"

#include <optional>
#include <string>
#include <variant>

namespace epsilonlab {

struct JobStarted
{
    RequestId id = 0;
};

struct JobProgress
{
    RequestId id = 0;
    std::int64_t done = 0, total = 0; ///< in the unit of `stage`; total 0: unknown
    std::string stage; ///< "images", "batches", "bytes"
    double seconds = 0.0;
};

enum class JobOutcome { Done, Stopped, Failed };

/// The last event of every request but previews that were replaced by newer ones.
struct JobFinished
{
    RequestId id = 0;
    JobOutcome outcome = JobOutcome::Done;
    std::optional<Failure> failure;
};

struct PreviewFailed
{
    RequestId id = 0;
    Failure failure;
};

struct DatasetOpened
{
    RequestId id = 0;
    DatasetSpec spec;
    DatasetInfo info;
    std::int64_t count = 0; ///< images that the spec selects
};

struct ImageOpened
{
    RequestId id = 0;
    OpenImageRequest request;
    OpenedImage opened;
};

/// A new model, or new weights under a known id (training publishes "live" at least every 0.5 s).
struct ModelPublished
{
    RequestId id = 0;
    ModelInfo model;
};

struct EventWarning
{
    RequestId id = 0;
    Warning warning;
};

struct AttackFinished
{
    RequestId id = 0;
    AttackReport report;
};

/// Sent after every chunk (isComplete false) and once at the end.
struct EvaluationUpdated
{
    RequestId id = 0;
    EvaluationReport report;
    bool isLast = false;
};

struct BenchFinished
{
    RequestId id = 0;
    BenchReport report;
};

struct CertifyFinished
{
    RequestId id = 0;
    CertifyReport report;
};

struct ReportFinished
{
    RequestId id = 0;
    ReportData data;
};

using Event = std::variant<JobStarted, JobProgress, JobFinished, PreviewResult, PreviewFailed, DatasetOpened,
    ModelPublished, TrainingPointEvent, TrainingEpochEvent, TrainingFlagged, RunOpened, RunsListed,
    TrainingPaused, EventWarning, AttackFinished, EvaluationUpdated, TrainFinished, BenchFinished,
    CertifyFinished, ReportFinished, ImageOpened, SweepResult, NoiseResult, TraceResult, TraceFailed>;

} // namespace epsilonlab
