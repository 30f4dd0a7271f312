// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trainer.h"

#include "api/error.h"
#include "models/random.h"
#include "training/gradient_penalty.h"
#include "training/schedule.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kOrderStream = 0x500;
constexpr std::uint64_t kStepStream = 0x501;
constexpr std::uint64_t kAugmentationStream = 0x503;

} // namespace

Trainer::Trainer(const ParameterSet& recipe, DatasetView images, ShardPool& pool)
    : m_recipe(recipe)
    , m_images(std::move(images))
    , m_pool(pool)
    , m_objective(objectiveById(textValue(recipe, "objective")))
    , m_weights(recipe)
    , m_augmentation(Augmentation::from(recipe))
    , m_seed(static_cast<std::uint64_t>(integerValue(recipe, "seed")))
{
    if (m_images.count == 0)
        throw Error(ErrorCode::BadParameter,
            "There are no images left to train on. Choose more training images or fewer held-out ones.");
    if (m_objective.carry)
        m_weights.carried() = at::zeros({integerValue(recipe, "batch-size"), 1, kImageSide, kImageSide});
}

std::int64_t Trainer::replays() const
{
    return m_objective.replays ? m_objective.replays(m_recipe) : 1;
}

std::int64_t Trainer::stepsPerEpoch() const
{
    const std::int64_t size = integerValue(m_recipe, "batch-size");
    return (m_images.count + size - 1) / size * replays();
}

std::int64_t Trainer::totalSteps() const
{
    return stepsPerEpoch() * integerValue(m_recipe, "epochs");
}

void Trainer::setLearningRate(double lr)
{
    m_recipe["lr"] = lr;
}

double Trainer::lastLearningRate() const
{
    const double last = static_cast<double>(m_step - 1);
    return m_step == 0 ? 0.0 : learningRateAt(m_recipe, last / static_cast<double>(totalSteps()));
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
    const std::int64_t first = m_step % stepsPerEpoch() / replays() * size;
    const std::int64_t last = std::min(first + size, m_images.count);
    return {m_order.begin() + first, m_order.begin() + last};
}

struct Trainer::Round
{
    std::vector<std::int64_t> rows;
    double epsilon = 0.0, lr = 0.0;
    std::stop_token stop;

    std::int64_t first(std::size_t shard) const { return static_cast<std::int64_t>(shard) * kShard; }
    std::int64_t count(std::size_t shard) const { return std::min(kShard, images() - first(shard)); }
    std::int64_t images() const { return static_cast<std::int64_t>(rows.size()); }
    std::size_t shards() const { return static_cast<std::size_t>((images() + kShard - 1) / kShard); }
};

Batch Trainer::shardImages(const Round& round, std::size_t shard) const
{
    Batch batch = readBatch(
        m_images, {round.rows.data() + round.first(shard), static_cast<std::size_t>(round.count(shard))});
    if (m_augmentation.isNone())
        return batch;
    // Every replay of a batch sees the same images.
    const std::uint64_t seed
        = mixedSeed(mixedSeed(m_seed, kAugmentationStream), static_cast<std::uint64_t>(m_step / replays()));
    float* pixels = batch.images.data_ptr<float>();
    for (std::size_t i = 0; i < batch.indices.size(); ++i) {
        ImageRng rng(seed, batch.indices[i], kAugmentationStream);
        m_augmentation.apply(
            pixels + i * kImagePixels, {[&rng] { return rng.uniform(); }, [&rng] { return rng.normal(); }});
    }
    return batch;
}

void Trainer::trainShard(const Round& round, std::size_t shard)
{
    const Batch batch = shardImages(round, shard);
    const std::uint64_t seed = mixedSeed(mixedSeed(m_seed, kStepStream), static_cast<std::uint64_t>(m_step));
    TrainingPass& pass = m_passes[shard];
    pass = {};
    pass.dropoutSeed = mixedSeed(seed, shard);
    TrainingLogits logits(
        m_weights.trained(), m_weights.frozen(), m_weights.magnitudes(), pass, m_objective.carry != nullptr);
    ObjectiveProblem problem{m_weights.trained(), m_weights.frozen(), m_weights.attacked(), batch.images,
        batch.labels, batch.indices, m_recipe, round.epsilon, seed, round.stop, pass, logits, {}};
    if (m_objective.carry)
        problem.carried = m_weights.carried().narrow(0, round.first(shard), round.count(shard));
    ObjectiveOutcome outcome = m_objective.loss(problem);
    BatchResult& result = m_results[shard];
    result.lossSum = outcome.lossSum.item<double>();
    const at::Tensor imageGradient = logits.weightGradient(
        outcome.lossSum + gradientPenalty(problem), m_weights.leaves(), m_gradient.shard(shard));
    if (m_objective.carry)
        m_carried[shard] = m_objective.carry(problem, imageGradient);
    const at::Tensor predicted = outcome.logits.argmax(1);
    result.correct = (predicted == batch.labels).sum().item<std::int64_t>();
    result.predicted.assign(static_cast<std::size_t>(outcome.logits.size(1)), 0);
    for (std::int64_t i = 0; i < batch.count(); ++i)
        ++result.predicted[static_cast<std::size_t>(predicted.data_ptr<std::int64_t>()[i])];
    result.n = batch.count();
}

BatchResult Trainer::trainBatch(std::stop_token stop)
{
    const double progress = static_cast<double>(m_step) / static_cast<double>(totalSteps());
    const Round round{
        batchRows(), epsilonAt(m_recipe, progress), learningRateAt(m_recipe, progress), std::move(stop)};
    m_gradient.resize(round.shards(), m_weights.size());
    m_passes.resize(round.shards());
    m_carried.resize(m_objective.carry ? round.shards() : 0);
    m_results.assign(round.shards(), {});
    m_pool.run(
        static_cast<std::int64_t>(round.shards()),
        [&](std::int64_t shard, int) { trainShard(round, static_cast<std::size_t>(shard)); }, round.stop);
    if (round.stop.stop_requested())
        return {0.0, 0, 0, round.lr, round.epsilon, {}};
    return finish(round);
}

BatchResult Trainer::finish(const Round& round)
{
    BatchResult total;
    total.epsilon = round.epsilon;
    total.lr = round.lr;
    total.predicted.assign(m_results.front().predicted.size(), 0);
    for (const BatchResult& result : m_results) {
        total.lossSum += result.lossSum;
        total.correct += result.correct;
        total.n += result.n;
        for (std::size_t i = 0; i < total.predicted.size(); ++i)
            total.predicted[i] += result.predicted[i];
    }
    m_gradient.multiplyOut(m_pool, m_weights.leaves());
    m_weights.step(m_pool, m_gradient, total.n, m_recipe, total.lr);
    m_weights.updateBatchNorm(m_passes);
    carryOn();
    ++m_step;
    return total;
}

void Trainer::carryOn()
{
    std::int64_t first = 0;
    for (const at::Tensor& rows : m_carried) {
        m_weights.carried().narrow(0, first, rows.size(0)).copy_(rows);
        first += rows.size(0);
    }
}

bool Trainer::isDead() const
{
    constexpr std::size_t kTensorsOfALayer = 2;
    const std::vector<at::Tensor>& leaves = m_weights.leaves();
    std::int64_t count = 0;
    for (std::size_t i = 0;
         i < leaves.size() && (i + kTensorsOfALayer < leaves.size() || leaves.size() == kTensorsOfALayer);
         ++i)
        count += leaves[i].numel();
    return !m_gradient.shards().empty() && m_gradient.isZero(count);
}

} // namespace epsilonlab
