// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/engine.h"
#include "api/error.h"
#include "engine/jobs/job_context.h"
#include "engine/noise_twin.h"
#include "engine/previewer.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace epsilonlab {

namespace {

LabelledImage exampleOf(const DatasetView& view, std::int64_t index)
{
    if (view.count == 0)
        throw Error(ErrorCode::BadParameter,
            view.name() + " holds no images, so there is nothing to report on. Choose another slice.");
    const std::int64_t row = index < view.count ? index : 0;
    LabelledImage sample;
    sample.image.pixels.resize(static_cast<std::size_t>(kImagePixels));
    view.copyImage(row, sample.image.pixels.data());
    sample.label = view.label(row);
    sample.index = view.index(row);
    return sample;
}

bool isMisreadClean(const PreviewResult& result)
{
    return std::any_of(result.models.begin(), result.models.end(),
        [](const ModelPreview& model) { return model.verdict == Verdict::AlreadyWrong; });
}

std::string today()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts);
    return text.data();
}

} // namespace

void runReportJob(const JobContext& context, const ReportRequest& request)
{
    ReportData data;
    data.evaluation = evaluate(context, request.evaluation);
    data.example = exampleOf(openDataset(request.evaluation.dataset), request.exampleIndex);
    data.isOwnPicture = request.picture && !(request.picture->image == data.example.image);
    if (data.isOwnPicture)
        data.example = *request.picture;
    data.program = "epsilonlab";
    data.version = programVersion();
    data.created = today();

    PreviewRequest preview;
    for (std::size_t i = 0; i < data.evaluation.models.size() && i < 2; ++i)
        preview.modelIds.push_back(data.evaluation.models[i].id);
    preview.sample = data.example;
    preview.attack = data.evaluation.curves.front().attack;
    preview.attack.values["epsilon"] = request.exampleEpsilon;
    preview.wantTrace = false;
    preview.dataset = request.evaluation.dataset;
    const auto find = [&](const std::string& id) { return context.models.find(id); };
    Previewer previewer(find, [](const DatasetSpec& spec) { return openDataset(spec); });
    previewer.run(
        context.id, preview, [&](PreviewResult result) { data.exampleResult = std::move(result); }, {});
    if (!isMisreadClean(data.exampleResult)) // there the attack changes nothing, and has no size to compare
        data.exampleRandom = noiseInPlace(data.exampleResult, NoiseTwins(find).of(data.exampleResult));
    context.post(ReportFinished{context.id, std::move(data)});
}

} // namespace epsilonlab
