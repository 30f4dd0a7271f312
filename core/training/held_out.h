// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"
#include "engine/jobs/job_context.h"
#include "evaluation/measure.h"

namespace epsilonlab {

/// The images a run never trains on: the last `validation` ones, at most a fifth.
DatasetView heldOut(const DatasetView& all, const ParameterSet& recipe);

/// What the curves show after an epoch: loss and accuracy on all held-out images, accuracy under FGSM and
/// PGD-10 at `epsilon` on the first 500 of them. Fills these fields alone. After a stop the numbers are
/// unfinished and not to be used.
TrainingEpoch measureHeldOut(
    const MeasureContext& context, const Network& network, const DatasetView& held, double epsilon);

/// Loss and accuracy on the test part of the request's data set, clean and under PGD-40 at the recipe's
/// epsilon. Throws Error where the data set has no test part. Progress counts the attacked images: the clean
/// ones take no time.
void measureTestImages(const JobContext& context, const Network& network, TrainReport& report);

/// The numbers after an epoch in JSON, for the model file.
std::string metricsJson(const TrainingEpoch& epoch);

} // namespace epsilonlab
