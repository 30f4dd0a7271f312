// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_record.h"

namespace epsilonlab::ui {

RunRecord toRunRecord(const TrainRecord& record)
{
    RunRecord run;
    run.info.recipeName = record.request.recipeName;
    run.info.recipe = record.request.recipe;
    run.info.dataset = record.request.dataset.text;
    run.info.path = record.request.runDirectory;
    run.info.totalSteps = record.total;
    run.info.state = runStateOf(record.flags);
    run.points = record.points;
    run.epochs = record.epochs;
    run.flags = record.flags;
    return run;
}

TrainRequest inForce(const TrainRecord& record)
{
    TrainRequest request = record.request;
    if (record.lr)
        request.recipe["lr"] = *record.lr;
    return request;
}

RunState runStateOf(const std::vector<TrainingFlag>& flags)
{
    RunState state = RunState::Unfinished;
    for (const TrainingFlag& flag : flags) {
        if (flag.code == "resumed")
            state = RunState::Unfinished;
        else if (flag.code == "finished")
            state = RunState::Finished;
        else if (flag.code == "stopped")
            state = RunState::Stopped;
        else if (flag.code == "nan")
            state = RunState::Failed;
    }
    return state;
}

} // namespace epsilonlab::ui
