// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/bench_attacks.h"

#include "engine/jobs/bench_timer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace epsilonlab {

namespace {

Batch correctImages(const Network& network, std::int64_t count)
{
    const at::NoGradGuard noGrad;
    const DatasetView images = openDataset({"sample:test"});
    const Batch all = readBatch(images, 0, std::min<std::int64_t>(images.count, 8 * count));
    const at::Tensor isCorrect = network.logits(all.images).argmax(1) == all.labels;
    std::vector<std::int64_t> rows;
    for (std::int64_t i = 0; i < all.count() && static_cast<std::int64_t>(rows.size()) < count; ++i)
        if (isCorrect[i].item<bool>())
            rows.push_back(i);
    return readBatch(images, rows);
}

} // namespace

AttackBench::AttackBench(const JobContext& context, const BenchRequest& request, Network network)
    : m_context(context)
    , m_request(request)
    , m_network(std::move(network))
{
}

BenchFigure AttackBench::figure(const Attack& attack) const
{
    const int workers = m_context.pool.workers();
    BenchFigure figure{"attack", m_network.architecture().id, attack.info.id, workers};
    figure.isFinished = false;
    for (const std::int64_t perWorker : {std::int64_t{64}, std::int64_t{8}}) {
        if (m_context.stop.stop_requested())
            break;
        const Batch batch = correctImages(m_network, perWorker * workers);
        const double seconds = secondsOf(attack, batch);
        if (seconds <= 0.0)
            continue;
        figure.isFinished = true;
        figure.images = batch.count() / workers * workers;
        figure.imagesPerSecond = static_cast<double>(figure.images) / seconds;
        break;
    }
    return figure;
}

double AttackBench::secondsOf(const Attack& attack, const Batch& batch) const
{
    const Deadline deadline(m_request.secondsPerAttack, m_context.stop);
    const auto begin = std::chrono::steady_clock::now();
    attackOnce(attack, batch, deadline.token());
    const double first = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    // The clock decides: what is fast may be over before the deadline's thread is awake.
    if (deadline.token().stop_requested() || first > m_request.secondsPerAttack)
        return 0.0;
    if (first >= m_request.secondsPerFigure)
        return first;
    // A short one is measured again: workers that just woke and cold memory would be most of it.
    return medianSeconds(
        [&] { attackOnce(attack, batch, m_context.stop); }, m_request.secondsPerFigure, m_context.stop)
        .value_or(0.0);
}

void AttackBench::attackOnce(const Attack& attack, const Batch& batch, const std::stop_token& stop) const
{
    const ParameterSet values = completed(attack.info.parameters, {});
    ShardPool& pool = m_context.pool;
    const std::int64_t size = batch.count() / pool.workers();
    at::Tensor prepared;
    if (attack.prepare)
        prepared = attack
                       .prepare({m_network, batch.images, batch.labels, values, 1, stop, {},
                           [&](std::int64_t count, const std::function<void(std::int64_t)>& work) {
                               pool.run(
                                   count, [&work](std::int64_t i, int) { work(i); }, stop);
                           }})
                       .prepared;
    pool.run(
        pool.workers(),
        [&](std::int64_t shard, int) {
            const std::int64_t first = shard * size;
            Batch part{batch.images.narrow(0, first, size), batch.labels.narrow(0, first, size), {}};
            part.indices.assign(batch.indices.begin() + first, batch.indices.begin() + first + size);
            static_cast<void>(attackShard({m_network, attack, values, 1, stop, false, prepared}, part));
        },
        stop);
}

} // namespace epsilonlab
