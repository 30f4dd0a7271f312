// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/error.h"
#include "engine/jobs/job_context.h"
#include "evaluation/attack_warnings.h"
#include "evaluation/certificate.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>

namespace epsilonlab {

namespace {

constexpr std::int64_t kShard = 16; // CROWN takes some 30 ms an image: a stop and the progress must not wait
                                    // for many

void checkRequest(const CertifyRequest& request)
{
    if (!(request.epsilon >= 0.0 && request.epsilon <= 1.0))
        throw Error(ErrorCode::BadParameter,
            "epsilon is " + parameterText(request.epsilon)
                + ", but pixels run from 0 to 1. Give a number from 0 to 1.");
}

void summarise(CertifyReport& report, const std::vector<std::vector<CertifiedImage>>& shards)
{
    for (const auto& shard : shards) {
        for (const CertifiedImage& image : shard) {
            report.n += 1;
            report.cleanCorrect += image.label == image.clean ? 1 : 0;
            report.certified += image.isCertified() ? 1 : 0;
            report.certifiedByIbp += image.byIbp ? 1 : 0;
            report.certifiedByCrown += image.byCrown ? 1 : 0;
            report.perImage.push_back(image);
        }
    }
    if (auto fewImages = fewImagesWarning(report.n))
        report.warnings.push_back(std::move(*fewImages));
}

} // namespace

void runCertifyJob(const JobContext& context, const CertifyRequest& request)
{
    checkRequest(request);
    const auto begin = std::chrono::steady_clock::now();
    const ModelPointer model = context.models.find(request.model);
    if (!model->network.hasLayers())
        throw Error(ErrorCode::BadParameter,
            model->info.name
                + " is TorchScript: its layers are not known, so nothing can be certified. "
                  "If it is a chain of known layers, epsilonlab models convert makes a .safetensors file of it.");
    const DatasetView view = openDataset(request.dataset).limited(request.limit);
    checkClasses(view, *model);
    CertifyReport report;
    report.request = request;
    report.model = model->info;
    report.datasetName = view.name();
    report.datasetSha256 = view.data->sha256;
    report.threads = context.pool.workers();

    const std::vector<BoundLayer> layers = boundLayers(model->network);
    const std::int64_t count = (view.count + kShard - 1) / kShard;
    std::vector<std::vector<CertifiedImage>> shards(static_cast<std::size_t>(count));
    ProgressReporter progress(context, "images", view.count);
    std::mutex mutex; // protects progress and done
    std::int64_t done = 0;
    context.pool.run(
        count,
        [&](std::int64_t shard, int) {
            const Batch batch
                = readBatch(view, shard * kShard, std::min(kShard, view.count - shard * kShard));
            auto& results = shards[static_cast<std::size_t>(shard)];
            results = certifyShard(
                {model->network, layers, request.epsilon, request.method, context.stop}, batch);
            const std::lock_guard lock(mutex);
            progress.report(done += static_cast<std::int64_t>(results.size()));
        },
        context.stop);
    summarise(report, shards);
    report.isComplete = report.n == view.count;
    report.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    progress.report(done, true);
    context.post(CertifyFinished{context.id, std::move(report)});
}

} // namespace epsilonlab
