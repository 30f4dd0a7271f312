// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/train_report.h"
#include "data/dataset.h"
#include "models/architecture.h"
#include "training/trainer.h"

namespace epsilonlab {

/// What the network of a run says of itself, but for its numbers: layers, classes, recipe, images. The
/// request's recipe is complete.
ModelInfo trainedModelInfo(
    const TrainRequest& request, const Architecture& architecture, const DatasetView& images);

/// What was trained on which images, and how far it came; times and numbers are the caller's.
TrainReport trainedReport(const TrainRequest& request, const DatasetView& images, const Trainer& trainer);

} // namespace epsilonlab
