// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/measure.h"

#include "attacks/gradient.h"
#include "evaluation/attack_shard.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <mutex>

namespace epsilonlab {

namespace {

constexpr std::int64_t kImagesPerShard = 64;

LossAndAccuracy overShards(const MeasureContext& context, const DatasetView& view,
    const std::function<at::Tensor(const Batch&)>& logitsOf)
{
    const std::int64_t shards = (view.count + kImagesPerShard - 1) / kImagesPerShard;
    std::vector<LossAndAccuracy> parts(static_cast<std::size_t>(shards)); // sums, until the end
    std::mutex mutex; // protects done and the call of progress
    std::int64_t done = 0;
    context.pool.run(
        shards,
        [&](std::int64_t shard, int) {
            const at::NoGradGuard noGrad;
            const Batch batch = readBatch(view, shard * kImagesPerShard,
                std::min(kImagesPerShard, view.count - shard * kImagesPerShard));
            const at::Tensor logits = logitsOf(batch);
            LossAndAccuracy& part = parts[static_cast<std::size_t>(shard)];
            part.n = batch.count();
            part.loss = crossEntropy(logits, batch.labels).to(at::kDouble).sum().item<double>();
            part.accuracy
                = static_cast<double>((logits.argmax(1) == batch.labels).sum().item<std::int64_t>());
            if (!context.progress)
                return;
            const std::lock_guard lock(mutex);
            context.progress(done += part.n);
        },
        context.stop);
    LossAndAccuracy total;
    for (const LossAndAccuracy& part : parts) {
        total.n += part.n;
        total.loss += part.loss;
        total.accuracy += part.accuracy;
    }
    if (total.n > 0) {
        total.loss /= static_cast<double>(total.n);
        total.accuracy /= static_cast<double>(total.n);
    }
    return total;
}

} // namespace

LossAndAccuracy measureClean(const MeasureContext& context, const Network& network, const DatasetView& view)
{
    return overShards(context, view, [&](const Batch& batch) { return network.logits(batch.images); });
}

LossAndAccuracy measureAttacked(const MeasureContext& context, const Network& network,
    const DatasetView& view, const AttackSettings& settings)
{
    const Attack& attack = attackById(settings.attackId);
    const ParameterSet values = completed(attack.info.parameters, settings.values);
    return overShards(context, view, [&](const Batch& batch) {
        return attackShard({network, attack, values, settings.seed, context.stop, false}, batch).logits;
    });
}

} // namespace epsilonlab
