// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"
#include "training/training_control.h"

namespace epsilonlab {

/// Trains a network as the request says and publishes it as "live" while it does. Throws Error.
void runTrainJob(const JobContext& context, const TrainRequest& request, TrainingControl& control);

} // namespace epsilonlab
