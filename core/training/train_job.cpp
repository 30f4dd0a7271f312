// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/train_job.h"

#include "api/error.h"

namespace epsilonlab {

void runTrainJob(const JobContext&, const TrainRequest&, TrainingControl&)
{
    throw Error(ErrorCode::Internal, "Training is not built yet.");
}

} // namespace epsilonlab
