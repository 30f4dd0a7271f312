// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "data/dataset.h"
#include "engine/primitives/shard_pool.h"
#include "evaluation/batch.h"
#include "imaging/augmentation.h"
#include "training/objective.h"
#include "training/weights.h"

#include <cstdint>
#include <vector>

namespace epsilonlab {

/// What one batch did.
struct BatchResult
{
    double lossSum = 0.0;
    std::int64_t correct = 0, n = 0;
    double lr = 0.0, epsilon = 0.0;
    std::vector<std::int64_t> predicted; ///< how often each class was predicted for what was trained on
};

/// Trains weights batch by batch on the shard pool. A batch is cut into shards of a fixed size whose
/// gradients are added in shard order, and every random number belongs to the seed and the step (order: the
/// epoch), with the image or the shard: so the weights are bit-identical for any number of workers, and a run
/// that continues from a restored state ends as one that was never interrupted.
class Trainer
{
public:
    static constexpr std::int64_t kShard = 32; ///< images; 32 to 64 are the fastest on `small`

    Trainer(const ParameterSet& recipe, DatasetView images, ShardPool& pool);

    std::int64_t stepsPerEpoch() const; ///< of one pass over the images, replays included
    std::int64_t totalSteps() const;
    std::int64_t step() const { return m_step; }
    void setStep(std::int64_t step) { m_step = step; } ///< after a restore
    void setLearningRate(double lr); ///< takes the place of the recipe's from now on
    double lastLearningRate() const; ///< of the batch before the next one; 0 if there is none

    /// The next batch. Nothing changes if `stop` came meanwhile: the result then has n = 0.
    BatchResult trainBatch(std::stop_token stop);

    /// Of the last batch: no weight before the last layer has a gradient other than 0, so that nothing there
    /// learns.
    bool isDead() const;

    Weights& weights() { return m_weights; }
    const Weights& weights() const { return m_weights; }

private:
    std::vector<std::int64_t> batchRows();
    void shuffle(std::int64_t epoch);
    struct Round; // what the shards of one batch share
    void trainShard(const Round& round, std::size_t shard);
    Batch shardImages(const Round& round, std::size_t shard) const;
    void carryOn();
    BatchResult finish(const Round& round);
    std::int64_t replays() const;

    ParameterSet m_recipe;
    DatasetView m_images;
    ShardPool& m_pool;
    const Objective& m_objective;
    Weights m_weights;
    Augmentation m_augmentation;
    std::uint64_t m_seed;
    std::int64_t m_step = 0;
    std::int64_t m_shuffledEpoch = -1;
    std::vector<std::int64_t> m_order; // rows of m_images in this epoch's order
    BatchGradient m_gradient;
    // One entry a shard of the current batch; each is written by one worker.
    std::vector<TrainingPass> m_passes;
    std::vector<BatchResult> m_results;
    std::vector<at::Tensor> m_carried; // rows of weights().carried() after this step; empty where nothing is
                                       // carried
};

} // namespace epsilonlab
