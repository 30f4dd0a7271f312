// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/train_job.h"

#include "api/catalogue.h"
#include "training/train_run.h"

namespace epsilonlab {

namespace {

ParameterSet completeRecipe(const ParameterSet& values)
{
    const auto objective = values.find("objective");
    return completed(catalogue::recipeParametersFor(
                         objective == values.end() ? "standard" : parameterText(objective->second)),
        values);
}

} // namespace

void runTrainJob(const JobContext& context, const TrainRequest& request, TrainingControl& control)
{
    TrainRequest complete = request;
    complete.recipe = completeRecipe(request.recipe);
    TrainRun(context, complete, control).run();
}

} // namespace epsilonlab
