// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/infos.h"
#include "api/requests.h"

#include <cstdint>
#include <string>

namespace epsilonlab {

struct TrainingPoint
{
    std::int64_t step = 0; ///< batches so far
    double epoch = 0.0; ///< fraction counts
    double loss = 0.0, accuracy = 0.0; ///< on this batch, as trained (attacked images where the objective
                                       ///< attacks)
    double lr = 0.0, epsilon = 0.0;
    double seconds = 0.0; ///< of training, pauses not counted
    double imagesPerSecond = 0.0;
    std::int64_t n = 0; ///< images of this batch, which is smaller where an epoch ends; 0: an older version
                        ///< wrote the run and nobody knows
};

/// Accuracy on the fixed held-out images: the last part of the training set, never trained on.
struct TrainingEpoch
{
    int epoch = 0; ///< 1 after the first
    std::int64_t step = 0;
    double trainLoss = 0.0, trainAccuracy = 0.0;
    std::int64_t validationN = 0;
    double validationLoss = 0.0, validationAccuracy = 0.0;
    std::int64_t attackedN = 0; ///< images of the two attacks below
    double attackEpsilon = 0.0; ///< epsilon of the two attacks below
    double fgsmAccuracy = 0.0, pgdAccuracy = 0.0; ///< PGD: 10 steps of 2.5 epsilon / 10, random start
    double seconds = 0.0, lr = 0.0;
};

struct LossAndAccuracy
{
    std::int64_t n = 0;
    double loss = 0.0, accuracy = 0.0;
};

struct TrainReport
{
    ModelInfo model;
    TrainRequest request;
    std::string datasetName, datasetSha256;
    std::int64_t datasetCount = 0; ///< images it was trained on or held out
    int threads = 1;
    int epochsDone = 0;
    std::int64_t steps = 0;
    double seconds = 0.0, imagesPerSecond = 0.0;
    bool isComplete = true;
    bool isKept = false; ///< in the run folder that the request names
    bool hasFinalEvaluation = false;
    double finalEpsilon = 0.0;
    int finalSteps = 0;
    LossAndAccuracy original, adversarial; ///< on the test part, if asked for
};

} // namespace epsilonlab
