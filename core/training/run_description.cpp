// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_description.h"

#include "api/catalogue.h"

#include <cstddef>
#include <string>

namespace epsilonlab {

ModelInfo trainedModelInfo(
    const TrainRequest& request, const Architecture& architecture, const DatasetView& images)
{
    ModelInfo info;
    info.id = "live";
    info.name = request.recipeName.empty() ? "Trained" : request.recipeName;
    info.architecture = architecture.json();
    info.parameterCount = architecture.parameterCount();
    for (int i = 0; i < architecture.classes; ++i) {
        const bool hasName = static_cast<std::size_t>(i) < images.data->classNames.size();
        info.classNames.push_back(
            hasName ? images.data->classNames[static_cast<std::size_t>(i)] : std::to_string(i));
    }
    info.recipe = catalogue::recipeToJson({request.recipeName, request.recipeName, "", request.recipe});
    info.dataset = images.name();
    return info;
}

TrainReport trainedReport(const TrainRequest& request, const DatasetView& images, const Trainer& trainer)
{
    TrainReport report;
    report.request = request;
    report.datasetName = images.name();
    report.datasetSha256 = images.data->sha256;
    report.datasetCount = images.count;
    report.steps = trainer.step();
    report.epochsDone = static_cast<int>(trainer.step() / trainer.stepsPerEpoch());
    return report;
}

} // namespace epsilonlab
