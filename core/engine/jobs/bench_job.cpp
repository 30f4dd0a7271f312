// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/engine.h"
#include "api/error.h"
#include "attacks/gradient.h"
#include "engine/jobs/bench_attacks.h"
#include "engine/jobs/bench_machine.h"
#include "engine/jobs/bench_timer.h"
#include "engine/jobs/job_context.h"
#include "engine/thread_init.h"
#include "evaluation/shard_plan.h"
#include "kernels/kernels.h"
#include "training/trainer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

namespace epsilonlab {

namespace {

constexpr std::int64_t kBatch = 128; // of a training step, as in the reference figures
constexpr std::int64_t kShardsPerWorker = 4; // of a gradient round
constexpr int kWarmUpBatches = 60; // training of a network that is not shipped, before it is attacked
constexpr std::int64_t kSquare = 1024; // side of the matrices whose product is the limit

/// All figures of one request, one after the other. A figure that a stop cut short is left out.
///
/// Work is counted from the list of layers (Architecture::layerFlop, F in all): the gradient in the images of
/// one image is 2 F, as each convolution and linear layer multiplies once more on the way back; a training
/// step is 3 F less the first such layer's share, whose input needs no gradient. The limit is a product of
/// two 1024 x 1024 matrices on one worker.
class Bench
{
public:
    Bench(const JobContext& context, const BenchRequest& request);
    void run();

private:
    bool wants(const char* group) const;
    bool isOver() const { return m_context.stop.stop_requested(); }
    void measureLimit();
    void measureHandOver(ShardPool& pool);
    void measureGradient(const Architecture& architecture, ShardPool& pool);
    void measureTraining(
        const Architecture& architecture, const std::string& objective, ShardPool& pool, bool isStep);
    void measureAttacks(const Architecture& architecture);
    Network attackedNetwork(const Architecture& architecture);
    void add(BenchFigure figure, double seconds, double flopPerImage);
    void finishedFigure() { m_progress.report(++m_done); }
    static ParameterSet recipe(const Architecture& architecture, const std::string& objective);

    const JobContext& m_context;
    const BenchRequest& m_request;
    std::vector<Architecture> m_architectures;
    BenchReport m_report;
    ProgressReporter m_progress;
    std::int64_t m_done = 0;
};

std::vector<Architecture> architecturesOf(const BenchRequest& request)
{
    std::vector<std::string> ids = request.architectures;
    if (ids.empty())
        ids = {"mlp", "small", "madry"};
    std::vector<Architecture> list;
    for (const std::string& id : ids)
        list.push_back(builtInArchitecture(id));
    return list;
}

// pgd-at again, with its attacks in bfloat16, where the processor can.
constexpr const char* kRounded = "pgd-at-bfloat16";

std::vector<std::string> measuredObjectives()
{
    std::vector<std::string> ids;
    for (const Objective& objective : allObjectives())
        ids.push_back(objective.info.id);
    if (kernels::bfloat16Kernels() != nullptr)
        ids.emplace_back(kRounded);
    return ids;
}

std::int64_t figureCount(const BenchRequest& request, std::int64_t workerCounts)
{
    const auto isWanted = [&](const char* group) {
        return request.groups.empty()
            || std::find(request.groups.begin(), request.groups.end(), group) != request.groups.end();
    };
    const auto networks = static_cast<std::int64_t>(architecturesOf(request).size());
    std::int64_t count = 1;
    if (isWanted("speed"))
        count += workerCounts * (1 + 2 * networks);
    if (isWanted("training"))
        count += networks * static_cast<std::int64_t>(measuredObjectives().size());
    if (isWanted("attacks"))
        count += networks * static_cast<std::int64_t>(allAttacks().size());
    return count;
}

std::vector<int> countsUpTo(int workers)
{
    std::vector<int> counts;
    for (int count = 1; count < workers; count *= 2)
        counts.push_back(count);
    counts.push_back(workers);
    return counts;
}

Bench::Bench(const JobContext& context, const BenchRequest& request)
    : m_context(context)
    , m_request(request)
    , m_architectures(architecturesOf(request))
    , m_progress(context, "figures",
          figureCount(request, static_cast<std::int64_t>(countsUpTo(context.pool.workers()).size())))
{
    m_report.machine = machineName(context.pool.workers());
    m_report.libtorch = libtorchVersion();
    m_report.blas = blasName();
    m_report.kernels = kernels::kernels().name;
}

bool Bench::wants(const char* group) const
{
    const std::vector<std::string>& groups = m_request.groups;
    return !isOver() && (groups.empty() || std::find(groups.begin(), groups.end(), group) != groups.end());
}

void Bench::add(BenchFigure figure, double seconds, double flopPerImage)
{
    figure.imagesPerSecond = static_cast<double>(figure.images) / seconds;
    figure.gflops = flopPerImage * figure.imagesPerSecond * 1e-9;
    if (m_report.sgemmGflops > 0.0)
        figure.ratioToLimit = figure.gflops / (figure.workers * m_report.sgemmGflops);
    m_report.figures.push_back(std::move(figure));
}

void Bench::measureLimit()
{
    ShardPool one({1, 10, true, initialiseComputeThread});
    at::Tensor a, b, c;
    const auto product = [&] {
        one.run(1, [&](std::int64_t, int) {
            const at::NoGradGuard noGrad;
            if (!c.defined()) {
                a = at::ones({kSquare, kSquare});
                b = at::ones({kSquare, kSquare});
                c = at::empty({kSquare, kSquare});
            }
            at::mm_out(c, a, b);
        });
    };
    if (const auto seconds = medianSeconds(product, m_request.secondsPerFigure, m_context.stop))
        m_report.sgemmGflops = 2.0 * static_cast<double>(kSquare * kSquare * kSquare) / *seconds * 1e-9;
    finishedFigure();
}

void Bench::measureHandOver(ShardPool& pool)
{
    constexpr int kRounds = 100;
    const auto rounds = [&pool] {
        for (int i = 0; i < kRounds; ++i)
            pool.run(pool.workers(), [](std::int64_t, int) {});
    };
    if (const auto seconds = medianSeconds(rounds, m_request.secondsPerFigure / 4, m_context.stop))
        m_report.handOvers.push_back({pool.workers(), *seconds / kRounds * 1e6});
    finishedFigure();
}

void Bench::measureGradient(const Architecture& architecture, ShardPool& pool)
{
    const Network network(architecture, initialTensors(architecture, 1));
    const DatasetView images = openDataset({"sample:train"});
    const std::int64_t shards = kShardsPerWorker * pool.workers();
    std::vector<Batch> batches;
    for (std::int64_t i = 0; i < shards; ++i)
        batches.push_back(
            readBatch(images, i * kEvaluationShard % (images.count - kEvaluationShard), kEvaluationShard));
    const auto round = [&] {
        pool.run(
            shards,
            [&](std::int64_t shard, int) {
                const Batch& batch = batches[static_cast<std::size_t>(shard)];
                static_cast<void>(lossGradient(network, batch.images, batch.labels, {}));
            },
            m_context.stop);
    };
    if (const auto seconds = medianSeconds(round, m_request.secondsPerFigure, m_context.stop))
        add({"gradient", architecture.id, "", pool.workers(), shards * kEvaluationShard}, *seconds,
            2.0 * architecture.forwardFlop());
    finishedFigure();
}

ParameterSet Bench::recipe(const Architecture& architecture, const std::string& objective)
{
    const bool isRounded = objective == kRounded;
    const std::string id = isRounded ? "pgd-at" : objective;
    ParameterSet given{{"architecture", architecture.id}, {"objective", id}, {"batch-size", kBatch},
        {"epochs", std::int64_t{1000}}};
    if (id == "crown-ibp")
        given["crown-share"] = 1.0; // with its linear bound, or it costs what ibp does
    if (isRounded)
        given["attack-precision"] = "bfloat16";
    return completed(catalogue::recipeParametersFor(id), given);
}

void Bench::measureTraining(
    const Architecture& architecture, const std::string& objective, ShardPool& pool, bool isStep)
{
    // A whole number of batches, so that every round does the same work.
    const DatasetView images = openDataset({"sample:train"}).limited(46 * kBatch);
    Trainer trainer(recipe(architecture, objective), images, pool);
    const auto seconds = medianSeconds(
        [&] { trainer.trainBatch(m_context.stop); }, m_request.secondsPerFigure, m_context.stop);
    if (seconds) {
        const std::vector<double> flop = architecture.layerFlop();
        const double first = *std::find_if(flop.begin(), flop.end(), [](double f) { return f > 0.0; });
        add({isStep ? "training-step" : "objective", architecture.id, isStep ? "" : objective, pool.workers(),
                kBatch},
            *seconds, isStep ? 3.0 * architecture.forwardFlop() - first : 0.0);
    }
    finishedFigure();
}

// A shipped network if there is one of these layers: the robust one, which images leave late. Else a little
// training.
Network Bench::attackedNetwork(const Architecture& architecture)
{
    const ModelPointer robust = m_context.models.find("robust");
    if (robust->network.architecture().json() == architecture.json())
        return robust->network;
    Trainer trainer(recipe(architecture, "standard"), openDataset({"sample:train"}), m_context.pool);
    for (int i = 0; i < kWarmUpBatches && !isOver(); ++i)
        trainer.trainBatch(m_context.stop);
    return trainer.weights().copy();
}

void Bench::measureAttacks(const Architecture& architecture)
{
    const AttackBench bench(m_context, m_request, attackedNetwork(architecture));
    for (const Attack& attack : allAttacks()) {
        BenchFigure figure = bench.figure(attack);
        if (isOver())
            return;
        m_report.figures.push_back(std::move(figure));
        finishedFigure();
    }
}

void Bench::run()
{
    measureLimit();
    for (const int workers : countsUpTo(m_context.pool.workers())) {
        if (!wants("speed"))
            break;
        ShardPool pool({workers, 10, true, initialiseComputeThread});
        measureHandOver(pool);
        for (const Architecture& architecture : m_architectures) {
            measureGradient(architecture, pool);
            measureTraining(architecture, "standard", pool, true);
        }
    }
    for (const Architecture& architecture : m_architectures)
        for (const std::string& objective : measuredObjectives())
            if (wants("training"))
                measureTraining(architecture, objective, m_context.pool, false);
    for (const Architecture& architecture : m_architectures)
        if (wants("attacks"))
            measureAttacks(architecture);
    m_report.isComplete = !isOver();
    m_progress.report(m_done, true);
    m_context.post(BenchFinished{m_context.id, std::move(m_report)});
}

} // namespace

void runBenchJob(const JobContext& context, const BenchRequest& request)
{
    if (!(request.secondsPerFigure > 0.0) || !(request.secondsPerAttack > 0.0))
        throw Error(ErrorCode::BadParameter, "The time for a figure must be more than 0 seconds.");
    Bench(context, request).run();
}

} // namespace epsilonlab
