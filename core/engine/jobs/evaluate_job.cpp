// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/error.h"
#include "engine/jobs/job_context.h"
#include "evaluation/attack_shard.h"
#include "evaluation/attack_warnings.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace epsilonlab {

namespace {

/// One accuracy to measure: a curve at one epsilon.
struct Cell
{
    std::size_t curve = 0, point = 0;
    ModelPointer model;
    const Attack* attack = nullptr;
    ParameterSet values;
    std::uint64_t seed = 1;
};

struct CellCounts
{
    std::int64_t n = 0, clean = 0, robust = 0, attacked = 0, zeroGradient = 0, gradients = 0, forwards = 0;
};

void checkRequest(const EvaluateRequest& request)
{
    if (request.models.empty() || request.attacks.empty() || request.epsilons.empty())
        throw Error(ErrorCode::BadParameter, "An evaluation needs at least one model, one attack and one epsilon; name them.");
    for (const double epsilon : request.epsilons)
        if (!(epsilon >= 0.0 && epsilon <= 28.0))
            throw Error(ErrorCode::BadParameter, "epsilon is " + parameterText(epsilon) + "; allowed is 0 to 28 in pixel units.");
}

std::vector<Cell> cellsOf(const JobContext& context, const EvaluateRequest& request, EvaluationReport& report)
{
    std::vector<Cell> cells;
    for (const std::string& name : request.models) {
        const ModelPointer model = context.models.find(name);
        report.models.push_back(model->info);
        for (const AttackSettings& settings : request.attacks) {
            const Attack& attack = attackById(settings.attackId);
            Curve curve {model->info.id, model->info.name, settings, 0, 0, {}, {}};
            curve.attack.values = completed(attack.info.parameters, settings.values);
            for (const double epsilon : request.epsilons) {
                ParameterSet values = curve.attack.values;
                values["epsilon"] = epsilon;
                cells.push_back({report.curves.size(), curve.points.size(), model, &attack, completed(attack.info.parameters, values),
                    settings.seed});
                curve.points.push_back({epsilon, 0, 0});
            }
            report.curves.push_back(std::move(curve));
        }
    }
    return cells;
}

CellCounts countsOf(const AttackedShard& shard, const Batch& batch)
{
    const auto count = [](const at::Tensor& flags) { return flags.sum().item<std::int64_t>(); };
    CellCounts counts;
    counts.n = batch.count();
    counts.clean = count(shard.isCorrect);
    counts.robust = count(shard.isCorrect.logical_and(shard.adversarialClass == batch.labels));
    counts.attacked = count(shard.isAttacked);
    counts.zeroGradient = count(shard.zeroGradient);
    counts.gradients = shard.gradientEvaluations;
    counts.forwards = shard.forwardEvaluations;
    return counts;
}

void add(EvaluationReport& report, const Cell& cell, const CellCounts& counts, std::vector<AttackCounts>& totals)
{
    Curve& curve = report.curves[cell.curve];
    CurvePoint& point = curve.points[cell.point];
    point.n += counts.n;
    point.correct += counts.robust;
    if (cell.point == 0) {
        curve.n += counts.n;
        curve.cleanCorrect += counts.clean;
        totals[cell.curve].n += counts.n;
    }
    totals[cell.curve].attacked += counts.attacked;
    totals[cell.curve].zeroGradient += counts.zeroGradient;
    report.gradientEvaluations += counts.gradients;
    report.forwardEvaluations += counts.forwards;
}

} // namespace

EvaluationReport evaluate(const JobContext& context, const EvaluateRequest& request)
{
    checkRequest(request);
    const auto begin = std::chrono::steady_clock::now();
    EvaluationReport report;
    report.request = request;
    const std::vector<Cell> cells = cellsOf(context, request, report);
    const DatasetView view = openDataset(request.dataset).limited(request.limit);
    report.datasetName = view.name();
    report.datasetSha256 = view.data->sha256;
    report.threads = context.pool.workers();

    // A chunk holds enough images to keep every worker busy; all curves advance together, so a stop leaves whole points.
    const std::int64_t size = request.batchSize > 0 ? request.batchSize : kEvaluationShard;
    const std::int64_t chunk = size * 4;
    ProgressReporter progress(context, "images", view.count * static_cast<std::int64_t>(cells.size()));
    std::vector<AttackCounts> totals(report.curves.size());
    const auto cellCount = static_cast<std::int64_t>(cells.size());
    std::mutex mutex; // protects progress and done
    std::int64_t done = 0;
    for (std::int64_t first = 0; first < view.count && !context.stop.stop_requested(); first += chunk) {
        const std::int64_t n = std::min(chunk, view.count - first);
        const std::int64_t shards = (n + size - 1) / size;
        std::vector<CellCounts> counts(static_cast<std::size_t>(shards * cellCount));
        context.pool.run(shards * cellCount, [&](std::int64_t task, int) {
            const Cell& cell = cells[static_cast<std::size_t>(task / shards)];
            const std::int64_t start = task % shards * size;
            const Batch batch = readBatch(view, first + start, std::min(size, n - start));
            counts[static_cast<std::size_t>(task)] = countsOf(
                attackShard({cell.model->network, *cell.attack, cell.values, cell.seed, context.stop, false}, batch), batch);
            const std::lock_guard lock(mutex);
            progress.report(done += batch.count());
        }, context.stop);
        if (context.stop.stop_requested())
            break; // the chunk is not whole: its numbers would differ between curves
        for (std::size_t task = 0; task < counts.size(); ++task)
            add(report, cells[task / static_cast<std::size_t>(shards)], counts[task], totals);
        report.n += n;
        report.isComplete = report.n == view.count;
        report.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        if (!report.isComplete)
            context.post(EvaluationUpdated {context.id, report, false});
    }
    report.isComplete = report.n == view.count;
    for (std::size_t i = 0; i < report.curves.size(); ++i) {
        ParameterSet values = report.curves[i].attack.values;
        values["epsilon"] = *std::max_element(request.epsilons.begin(), request.epsilons.end());
        report.curves[i].warnings = attackWarnings(totals[i], values);
    }
    progress.report(done, true);
    return report;
}

void runEvaluateJob(const JobContext& context, const EvaluateRequest& request)
{
    context.post(EvaluationUpdated {context.id, evaluate(context, request), true});
}

} // namespace epsilonlab
