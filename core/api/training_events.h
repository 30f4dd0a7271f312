// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "api/runs.h"

#include <vector>

namespace epsilonlab {

struct TrainingPointEvent
{
    RequestId id = 0;
    TrainingPoint point;
};

struct TrainingEpochEvent
{
    RequestId id = 0;
    TrainingEpoch epoch;
};

/// Something happened that the curves should show: a checkpoint, another learning rate, an alarm.
struct TrainingFlagged
{
    RequestId id = 0;
    TrainingFlag flag;
};

struct RunOpened
{
    RequestId id = 0;
    RunRecord run;
};

struct RunsListed
{
    RequestId id = 0;
    std::vector<RunInfo> runs;
};

struct TrainingPaused
{
    RequestId id = 0;
    bool isPaused = false;
};

struct TrainFinished
{
    RequestId id = 0;
    TrainReport report;
};

} // namespace epsilonlab
