// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "api/runs.h"

#include <QString>

#include <optional>
#include <vector>

namespace epsilonlab::ui {

/// Idle: nothing was trained yet. Stopped: over, however it ended; its network and its curves stay.
enum class TrainState { Idle, Running, Paused, Stopped };

/// What the window knows of one run: what was asked for and everything that was measured, raw.
struct TrainRecord
{
    RequestId id = 0;
    TrainRequest request;
    std::vector<TrainingPoint> points;
    std::vector<TrainingEpoch> epochs;
    std::vector<TrainingFlag> flags;
    std::int64_t done = 0, total = 0; ///< batches
    double secondsLeft = -1.0; ///< negative: not known yet
    bool isBusy = false; ///< another program still writes it
    std::optional<double> lr; ///< set by hand meanwhile; the recipe stays the one it was begun with
};

/// What was asked for, with the learning rate that was set by hand in this window.
TrainRequest inForce(const TrainRecord& record);

/// The same as a run folder would hold it, for files and for runs side by side.
RunRecord toRunRecord(const TrainRecord& record);

/// How a run with these flags ended.
RunState runStateOf(const std::vector<TrainingFlag>& flags);

} // namespace epsilonlab::ui
