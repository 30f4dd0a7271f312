// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/job_context.h"
#include "evaluation/attack_shard.h"
#include "evaluation/attack_warnings.h"
#include "evaluation/preparation.h"
#include "evaluation/shard_plan.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>

namespace epsilonlab {

namespace {

/// What is kept of one shard until all are done: plain numbers, so that no tensor outlives its worker.
struct ShardRecord
{
    bool isDone = false;
    std::vector<PerImage> images;
    std::vector<bool> correct, attacked;
    std::vector<double> distances; // in the attack's norm
    std::vector<float> adversarial;
    AttackCounts counts;
};

ShardRecord recordOf(const AttackedShard& shard, const Batch& batch)
{
    ShardRecord record;
    record.adversarial = toVector(shard.adversarial);
    const std::vector<float> clean = toVector(batch.images);
    const auto* labels = batch.labels.data_ptr<std::int64_t>();
    const auto* cleanClass = shard.cleanClass.data_ptr<std::int64_t>();
    const auto* adversarialClass = shard.adversarialClass.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < batch.count(); ++i) {
        const Distances distances
            = measureDistances(record.adversarial.data() + i * kImagePixels, clean.data() + i * kImagePixels);
        record.images.push_back({batch.indices[static_cast<std::size_t>(i)], static_cast<int>(labels[i]),
            static_cast<int>(cleanClass[i]), static_cast<int>(adversarialClass[i]),
            shard.isSuccess.data_ptr<bool>()[i], distances.linf, distances.l2, distances.l1, distances.l0});
        record.correct.push_back(shard.isCorrect.data_ptr<bool>()[i]);
        record.attacked.push_back(shard.isAttacked.data_ptr<bool>()[i]);
        record.distances.push_back(shard.distance.data_ptr<double>()[i]);
    }
    record.counts = countsOf(shard);
    record.isDone = true;
    return record;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0.0;
    const std::size_t middle = values.size() / 2;
    std::sort(values.begin(), values.end());
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

// Mean distances are over the attacked images; the median counts a failed attack as infinitely far
// (attack-details.md, rule 5).
void summarise(AttackReport& report, const std::vector<ShardRecord>& records)
{
    std::vector<double> l2, inNorm;
    AttackCounts counts;
    report.minPixel = std::numeric_limits<double>::infinity();
    report.maxPixel = -report.minPixel;
    for (const ShardRecord& record : records) {
        for (std::size_t i = 0; i < record.images.size(); ++i) {
            const PerImage& image = record.images[i];
            report.n += 1;
            report.cleanCorrect += record.correct[i] ? 1 : 0;
            report.robustCorrect += record.correct[i] && image.adversarial == image.label ? 1 : 0;
            if (!record.attacked[i])
                continue;
            report.attacked += 1;
            report.successes += image.success ? 1 : 0;
            report.meanLinf += image.linf;
            report.meanL2 += image.l2;
            report.maxLinf = std::max(report.maxLinf, image.linf);
            l2.push_back(image.success ? image.l2 : std::numeric_limits<double>::infinity());
            inNorm.push_back(record.distances[i]);
        }
        for (const float pixel : record.adversarial) {
            report.minPixel = std::min(report.minPixel, static_cast<double>(pixel));
            report.maxPixel = std::max(report.maxPixel, static_cast<double>(pixel));
        }
        report.perImage.insert(report.perImage.end(), record.images.begin(), record.images.end());
        report.adversarial.insert(
            report.adversarial.end(), record.adversarial.begin(), record.adversarial.end());
        addCounts(counts, record.counts);
    }
    if (report.attacked > 0) {
        report.meanLinf /= static_cast<double>(report.attacked);
        report.meanL2 /= static_cast<double>(report.attacked);
    }
    report.medianL2 = median(std::move(l2));
    report.medianDistance = median(std::move(inNorm));
    constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();
    if (report.attacked == 0)
        report.meanLinf = report.meanL2 = report.medianL2 = report.medianDistance = report.maxLinf
            = kNotMeasured;
    if (report.n == 0)
        report.minPixel = report.maxPixel = kNotMeasured;
    report.gradientEvaluations = counts.gradientEvaluations;
    report.forwardEvaluations = counts.forwardEvaluations;
    report.components = counts.components;
    counts.attackId = report.request.attack.attackId;
    counts.classes = static_cast<std::int64_t>(report.model.classNames.size());
    report.warnings = attackWarnings(counts, report.request.attack.values);
}

/// `end`: position in the data set behind the last image that the perturbation was made from.
UniversalCounts universalCounts(const std::vector<ShardRecord>& records, std::int64_t end)
{
    UniversalCounts counts;
    for (const ShardRecord& record : records) {
        for (std::size_t i = 0; i < record.images.size(); ++i) {
            if (!record.attacked[i])
                continue;
            const bool isCrafted = record.images[i].index < end;
            (isCrafted ? counts.crafted : counts.heldOut) += 1;
            (isCrafted ? counts.craftedFooled : counts.heldOutFooled) += record.images[i].success ? 1 : 0;
        }
    }
    return counts;
}

Preparation prepared(const JobContext& context, const Model& model, const Attack& attack,
    const AttackRequest& request, const DatasetView& view)
{
    std::optional<ProgressReporter> progress;
    return prepareAttack({model.network, attack, request.attack.values, request.attack.seed, context.stop,
                             [&](std::int64_t done, std::int64_t total, const at::Tensor&) {
                                 if (!progress)
                                     progress.emplace(context, "craft images", total);
                                 progress->report(done);
                             },
                             &context.pool},
        view);
}

} // namespace

void runAttackJob(const JobContext& context, const AttackRequest& request)
{
    const auto begin = std::chrono::steady_clock::now();
    AttackReport report;
    report.request = request;
    const Attack& attack = attackById(request.attack.attackId);
    report.request.attack.values = completed(attack.info.parameters, request.attack.values);
    report.distanceNorm = catalogue::normOf(attack.info, report.request.attack.values);
    const ModelPointer model = context.models.find(request.model);
    const DatasetView view = openDataset(request.dataset).limited(request.limit);
    report.model = model->info;
    checkClasses(view, *model);
    report.datasetName = view.name();
    report.datasetSha256 = view.data->sha256;
    report.threads = context.pool.workers();
    const std::vector<ShardRange> plan = shardPlan(view.count, request.batchSize);
    const Preparation preparation = prepared(context, *model, attack, report.request, view);
    std::vector<ShardRecord> records(plan.size());
    ProgressReporter progress(context, "images", view.count);
    std::mutex mutex; // protects progress and done
    std::int64_t done = 0;
    context.pool.run(
        static_cast<std::int64_t>(plan.size()),
        [&](std::int64_t shard, int) {
            const ShardRange range = plan[static_cast<std::size_t>(shard)];
            const Batch batch = readBatch(view, range.first, range.count);
            const AttackedShard attacked
                = attackShard({model->network, attack, report.request.attack.values, request.attack.seed,
                                  context.stop, false, preparation.prepared},
                    batch);
            // A shard that was cut short is not a result: it would count unfinished attacks as failed ones.
            if (context.stop.stop_requested())
                return;
            records[static_cast<std::size_t>(shard)] = recordOf(attacked, batch);
            const std::lock_guard lock(mutex);
            progress.report(done += batch.count());
        },
        context.stop);
    report.isComplete
        = std::all_of(records.begin(), records.end(), [](const ShardRecord& r) { return r.isDone; });
    summarise(report, records);
    report.gradientEvaluations += preparation.gradientEvaluations;
    report.forwardEvaluations += preparation.forwardEvaluations;
    if (preparation.craftImages > 0) {
        report.universal = universalCounts(records, view.index(preparation.craftImages));
        report.warnings.push_back(craftedOnWarning(preparation.craftImages, report.n));
    }
    if (!attack.info.boundSentence.empty())
        report.warnings.push_back({"no-epsilon-ball", attack.info.title + ": " + attack.info.boundSentence});
    report.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    progress.report(done, true);
    context.post(AttackFinished{context.id, std::move(report)});
}

} // namespace epsilonlab
