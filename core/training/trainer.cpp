// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trainer.h"

#include "api/error.h"
#include "models/random.h"
#include "training/schedule.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kOrderStream = 0x500;
constexpr std::uint64_t kStepStream = 0x501;

void copyFlat(const std::vector<at::Tensor>& gradients, std::vector<float>& out)
{
    auto place = out.begin();
    for (const at::Tensor& gradient : gradients) {
        const at::Tensor flat = gradient.contiguous();
        place = std::copy_n(flat.data_ptr<float>(), flat.numel(), place);
    }
}

} // namespace

Trainer::Trainer(const ParameterSet& recipe, DatasetView images, ShardPool& pool)
    : m_recipe(recipe)
    , m_images(std::move(images))
    , m_pool(pool)
    , m_objective(objectiveById(textValue(recipe, "objective")))
    , m_weights(builtInArchitecture(textValue(recipe, "architecture")), static_cast<std::uint64_t>(integerValue(recipe, "seed")))
    , m_seed(static_cast<std::uint64_t>(integerValue(recipe, "seed")))
{
    if (m_images.count == 0)
        throw Error(ErrorCode::BadParameter, "There are no images left to train on. Choose more training images or fewer held-out ones.");
}

std::int64_t Trainer::stepsPerEpoch() const
{
    const std::int64_t size = integerValue(m_recipe, "batch-size");
    return (m_images.count + size - 1) / size;
}

std::int64_t Trainer::totalSteps() const
{
    return stepsPerEpoch() * integerValue(m_recipe, "epochs");
}

void Trainer::setLearningRate(double lr)
{
    m_recipe["lr"] = lr;
}

// Fisher and Yates, from (seed, epoch) alone.
void Trainer::shuffle(std::int64_t epoch)
{
    if (m_shuffledEpoch == epoch)
        return;
    m_shuffledEpoch = epoch;
    m_order.resize(static_cast<std::size_t>(m_images.count));
    std::iota(m_order.begin(), m_order.end(), 0);
    ImageRng rng(m_seed, epoch, kOrderStream);
    for (std::size_t i = m_order.size(); i > 1; --i)
        std::swap(m_order[i - 1], m_order[static_cast<std::size_t>(rng.below(static_cast<int>(i)))]);
}

std::vector<std::int64_t> Trainer::batchRows()
{
    shuffle(m_step / stepsPerEpoch());
    const std::int64_t size = integerValue(m_recipe, "batch-size");
    const std::int64_t first = m_step % stepsPerEpoch() * size;
    const std::int64_t last = std::min(first + size, m_images.count);
    return {m_order.begin() + first, m_order.begin() + last};
}

void Trainer::trainShard(const Batch& batch, double epsilon, std::size_t shard, std::stop_token stop)
{
    const std::uint64_t seed = mixedSeed(mixedSeed(m_seed, kStepStream), static_cast<std::uint64_t>(m_step));
    TrainingPass& pass = m_passes[shard];
    pass = {};
    pass.dropoutSeed = mixedSeed(seed, shard);
    const ObjectiveOutcome outcome = m_objective.loss({m_weights.trained(), m_weights.frozen(), batch.images, batch.labels,
        batch.indices, m_recipe, epsilon, seed, std::move(stop), pass});
    copyFlat(torch::autograd::grad({outcome.lossSum}, m_weights.leaves()), m_gradients[shard]);
    BatchResult& result = m_results[shard];
    result.lossSum = outcome.lossSum.item<double>();
    result.correct = (outcome.logits.argmax(1) == batch.labels).sum().item<std::int64_t>();
    result.n = batch.count();
}

BatchResult Trainer::trainBatch(std::stop_token stop)
{
    const double progress = static_cast<double>(m_step) / static_cast<double>(totalSteps());
    const double epsilon = epsilonAt(m_recipe, progress);
    const std::vector<std::int64_t> rows = batchRows();
    const std::int64_t n = static_cast<std::int64_t>(rows.size());
    const std::int64_t shards = (n + kShard - 1) / kShard;
    m_gradients.resize(static_cast<std::size_t>(shards));
    for (auto& gradient : m_gradients)
        gradient.resize(static_cast<std::size_t>(m_weights.size()));
    m_passes.resize(static_cast<std::size_t>(shards));
    m_results.assign(static_cast<std::size_t>(shards), {});
    m_pool.run(shards, [&](std::int64_t shard, int) {
        const std::int64_t first = shard * kShard;
        const std::span<const std::int64_t> part(rows.data() + first, static_cast<std::size_t>(std::min(kShard, n - first)));
        trainShard(readBatch(m_images, part), epsilon, static_cast<std::size_t>(shard), stop);
    }, stop);
    BatchResult total;
    total.epsilon = epsilon;
    total.lr = learningRateAt(m_recipe, progress);
    if (stop.stop_requested())
        return total;
    for (const BatchResult& result : m_results) {
        total.lossSum += result.lossSum;
        total.correct += result.correct;
        total.n += result.n;
    }
    m_weights.step(m_gradients, n, m_recipe, total.lr);
    m_weights.updateBatchNorm(m_passes);
    ++m_step;
    return total;
}

} // namespace epsilonlab
