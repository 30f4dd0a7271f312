// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/error.h"
#include "engine/jobs/job_context.h"
#include "evaluation/attack_shard.h"
#include "evaluation/curve_checks.h"
#include "evaluation/preparation.h"
#include "evaluation/shard_plan.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace epsilonlab {

namespace {

/// One run of an attack: a curve at one epsilon, or the whole curve of a minimal-norm attack, whose distances
/// say at which epsilon each image falls.
struct Cell
{
    std::size_t curve = 0, point = 0; // the first point it measures
    std::vector<double> epsilons; // of the points it measures
    ModelPointer model;
    const Attack* attack = nullptr;
    ParameterSet values;
    std::uint64_t seed = 1;
    Preparation preparation{};
};

struct CellCounts
{
    std::vector<std::int64_t> robust; // for each epsilon of the cell
    std::int64_t clean = 0;
    AttackCounts attack;
};

/// How many shards make a chunk. Counts are integers, so this changes when results are there, never which.
/// Few shards at first and where they are slow, so that little is lost by a stop; more where they are fast,
/// so that workers need not wait for each other at the end of every chunk.
class ChunkPace
{
public:
    ChunkPace(std::int64_t cells, int workers)
        : m_least(static_cast<std::size_t>((workers + cells - 1) / cells))
    {
    }

    std::size_t shards() const { return m_shards; }

    void chunkDone()
    {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - m_begin;
        m_begin = now;
        if (passed.count() < kShortSeconds)
            m_shards = std::min<std::size_t>(m_shards * 2, kMostShards);
        else if (passed.count() > kLongSeconds)
            m_shards = std::max(m_shards / 2, m_least);
    }

private:
    static constexpr double kShortSeconds = 0.25, kLongSeconds = 2.0;
    static constexpr std::size_t kMostShards = 8;

    const std::size_t m_least; ///< one task for every worker
    std::size_t m_shards = 1;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

void checkRequest(const EvaluateRequest& request)
{
    if (request.models.empty() || request.attacks.empty() || request.epsilons.empty())
        throw Error(ErrorCode::BadParameter,
            "An evaluation needs at least one model, one attack and one epsilon; name them.");
}

std::vector<Cell> cellsOf(const JobContext& context, const EvaluateRequest& request, EvaluationReport& report)
{
    std::vector<Cell> cells;
    for (const std::string& name : request.models) {
        const ModelPointer model = context.models.find(name);
        report.models.push_back(model->info);
        for (const AttackSettings& settings : request.attacks) {
            const Attack& attack = attackById(settings.attackId);
            if (attack.info.bound != AttackBound::Ball)
                throw Error(ErrorCode::BadParameter,
                    attack.info.title + " has no curve over epsilon. " + attack.info.boundSentence
                        + " Measure it with: epsilonlab attack --attack " + attack.info.id + ".");
            Curve curve{model->info.id, model->info.name, settings, 0, 0, {}, {}};
            curve.attack.values = completed(attack.info.parameters, settings.values);
            const bool isMinimalNorm = attack.info.group == AttackGroup::MinimalNorm;
            for (const double epsilon : request.epsilons) {
                ParameterSet values = curve.attack.values;
                values["epsilon"] = epsilon;
                values = completed(attack.info.parameters, values);
                if (isMinimalNorm)
                    values["epsilon"] = 0.0; // one run without a bound gives the whole curve
                if (!isMinimalNorm || curve.points.empty())
                    cells.push_back({report.curves.size(), curve.points.size(), {}, model, &attack, values,
                        settings.seed});
                cells.back().epsilons.push_back(epsilon);
                curve.points.push_back({epsilon, 0, 0});
            }
            report.curves.push_back(std::move(curve));
        }
    }
    return cells;
}

std::int64_t robustAt(const Cell& cell, double epsilon, const AttackedShard& shard, const Batch& batch)
{
    if (cell.attack->info.group == AttackGroup::MinimalNorm)
        return shard.isCorrect.logical_and(shard.distance > epsilon).sum().item<std::int64_t>();
    return shard.isCorrect.logical_and(shard.adversarialClass == batch.labels).sum().item<std::int64_t>();
}

CellCounts countsOf(const Cell& cell, const AttackedShard& shard, const Batch& batch)
{
    CellCounts counts;
    counts.attack = countsOf(shard);
    counts.clean = shard.isCorrect.sum().item<std::int64_t>();
    for (const double epsilon : cell.epsilons)
        counts.robust.push_back(robustAt(cell, epsilon, shard, batch));
    return counts;
}

void add(EvaluationReport& report, const Cell& cell, const CellCounts& counts)
{
    Curve& curve = report.curves[cell.curve];
    for (std::size_t i = 0; i < counts.robust.size(); ++i) {
        curve.points[cell.point + i].n += counts.attack.n;
        curve.points[cell.point + i].correct += counts.robust[i];
    }
    if (cell.point == 0) {
        curve.n += counts.attack.n;
        curve.cleanCorrect += counts.clean;
    }
    report.gradientEvaluations += counts.attack.gradientEvaluations;
    report.forwardEvaluations += counts.attack.forwardEvaluations;
}

/// `totals`: of each cell.
void addWarnings(
    EvaluationReport& report, const std::vector<Cell>& cells, const std::vector<AttackCounts>& totals)
{
    std::vector<std::vector<PointCounts>> points(report.curves.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        PointCounts point{*std::max_element(cells[i].epsilons.begin(), cells[i].epsilons.end()), totals[i]};
        point.counts.attackId = cells[i].attack->info.id;
        point.counts.classes = static_cast<std::int64_t>(cells[i].model->info.classNames.size());
        points[cells[i].curve].push_back(std::move(point));
    }
    for (std::size_t i = 0; i < report.curves.size(); ++i)
        report.curves[i].warnings = pointWarnings(points[i], report.curves[i].attack.values);
    for (const Cell& cell : cells)
        if (cell.point == 0 && cell.preparation.craftImages > 0)
            report.curves[cell.curve].warnings.push_back(
                craftedOnWarning(cell.preparation.craftImages, report.n));
    addCurveChecks(report);
}

/// All cells of one evaluation, from the first image to the last. They advance together, a chunk of shards at
/// a time: a stop keeps whole points, all about the same images.
class Evaluation
{
public:
    Evaluation(const JobContext& context, const EvaluateRequest& request);
    EvaluationReport run();

private:
    void prepare();
    bool measureChunk(std::size_t first, std::size_t shards); // false: stopped, and nothing of it counts

    const JobContext& m_context;
    const EvaluateRequest& m_request;
    const std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    EvaluationReport m_report;
    std::vector<Cell> m_cells;
    DatasetView m_view;
    std::vector<ShardRange> m_plan;
    std::vector<AttackCounts> m_totals; // one a cell
    ProgressReporter m_progress;
    std::mutex m_mutex; // protects m_progress and m_done while shards run
    std::int64_t m_done = 0;
};

Evaluation::Evaluation(const JobContext& context, const EvaluateRequest& request)
    : m_context(context)
    , m_request(request)
    , m_cells(cellsOf(context, request, m_report))
    , m_view(openDataset(request.dataset).limited(request.limit))
    , m_plan(shardPlan(m_view.count, request.batchSize))
    , m_totals(m_cells.size())
    , m_progress(context, "images", m_view.count * static_cast<std::int64_t>(m_cells.size()))
{
    for (const Cell& cell : m_cells)
        checkClasses(m_view, *cell.model);
    m_report.request = request;
    m_report.datasetName = m_view.name();
    m_report.datasetSha256 = m_view.data->sha256;
    m_report.threads = context.pool.workers();
}

void Evaluation::prepare()
{
    for (Cell& cell : m_cells) {
        cell.preparation = prepareAttack(
            {cell.model->network, *cell.attack, cell.values, cell.seed, m_context.stop, {}, &m_context.pool},
            m_view);
        m_report.gradientEvaluations += cell.preparation.gradientEvaluations;
        m_report.forwardEvaluations += cell.preparation.forwardEvaluations;
    }
}

bool Evaluation::measureChunk(std::size_t first, std::size_t shards)
{
    std::vector<CellCounts> counts(shards * m_cells.size());
    m_context.pool.run(
        static_cast<std::int64_t>(counts.size()),
        [&](std::int64_t task, int) {
            const Cell& cell = m_cells[static_cast<std::size_t>(task) / shards];
            const ShardRange range = m_plan[first + static_cast<std::size_t>(task) % shards];
            const Batch batch = readBatch(m_view, range.first, range.count);
            counts[static_cast<std::size_t>(task)] = countsOf(cell,
                attackShard({cell.model->network, *cell.attack, cell.values, cell.seed, m_context.stop, false,
                                cell.preparation.prepared},
                    batch),
                batch);
            const std::lock_guard lock(m_mutex);
            m_progress.report(m_done += batch.count());
        },
        m_context.stop);
    if (m_context.stop.stop_requested())
        return false; // the chunk is not whole: its numbers would differ between curves
    for (std::size_t task = 0; task < counts.size(); ++task) {
        add(m_report, m_cells[task / shards], counts[task]);
        addCounts(m_totals[task / shards], counts[task].attack);
    }
    const ShardRange& last = m_plan[first + shards - 1];
    m_report.n = last.first + last.count;
    m_report.isComplete = m_report.n == m_view.count;
    m_report.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    return true;
}

EvaluationReport Evaluation::run()
{
    prepare();
    ChunkPace pace(static_cast<std::int64_t>(m_cells.size()), m_context.pool.workers());
    for (std::size_t first = 0; first < m_plan.size() && !m_context.stop.stop_requested();) {
        const std::size_t shards = std::min(pace.shards(), m_plan.size() - first);
        if (!measureChunk(first, shards))
            break;
        first += shards;
        pace.chunkDone();
        if (!m_report.isComplete)
            m_context.post(EvaluationUpdated{m_context.id, m_report, false});
    }
    m_report.isComplete = m_report.n == m_view.count;
    addWarnings(m_report, m_cells, m_totals);
    m_progress.report(m_done, true);
    return std::move(m_report);
}

} // namespace

EvaluationReport evaluate(const JobContext& context, const EvaluateRequest& request)
{
    checkRequest(request);
    return Evaluation(context, request).run();
}

void runEvaluateJob(const JobContext& context, const EvaluateRequest& request)
{
    context.post(EvaluationUpdated{context.id, evaluate(context, request), true});
}

} // namespace epsilonlab
