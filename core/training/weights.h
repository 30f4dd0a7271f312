// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"
#include "engine/primitives/shard_pool.h"
#include "models/network.h"
#include "training/batch_gradient.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace epsilonlab {

/// The weights in training: one flat vector, two networks that are views of it (with and without gradients),
/// the average of the weights if the recipe wants one, and everything that a resumed run needs besides: the
/// state of the optimiser and what an objective carries from step to step. Written by the trainer's thread
/// between batches, by the pool's workers within step(); read by the workers within a batch.
class Weights
{
public:
    explicit Weights(const ParameterSet& recipe);

    const Network& trained() const { return m_trained; } ///< requires grad
    const Network& frozen() const { return m_frozen; } ///< the same numbers, without
    /// frozen(), or what looks like it where the recipe's inner attacks are computed in bfloat16.
    const Network& attacked() const { return m_rounded ? *m_rounded : m_frozen; }
    /// frozen().magnitudes(); null where the recipe trains no bounds.
    const Network* magnitudes() const { return m_magnitudes ? &*m_magnitudes : nullptr; }
    const Network& measured() const
    {
        return m_averaged ? *m_averaged : m_frozen;
    } ///< what is measured and kept
    Network copy() const; ///< measured() with tensors of its own
    std::int64_t size() const { return m_flat.numel(); }
    const std::vector<at::Tensor>& leaves() const
    {
        return m_leaves;
    } ///< trainable tensors of trained(), in order

    /// What an objective carries from step to step, one row an image of a batch (free training's
    /// perturbation).
    at::Tensor& carried() { return m_carried; }

    /// One step on the mean over `images` of the gradient, whose length is first cut to the recipe's
    /// `clip-gradient`, as torch.nn.utils.clip_grad_norm_ does. Adam (Kingma & Ba 2015, arXiv:1412.6980; 0.9,
    /// 0.999, 1e-8) or SGD with Nesterov momentum, as torch.optim does them. Then the average moves: a <- d a
    /// + (1 - d) w with d = min(`ema`, (1 + t) / (10 + t)), so that the first steps are soon forgotten. Each
    /// weight is a matter of itself, and the length is summed over fixed pieces in their order: the same bits
    /// for any number of workers.
    void step(ShardPool& pool, const BatchGradient& gradient, std::int64_t images, const ParameterSet& recipe,
        double lr);

    /// Running statistics of batch norm: moved by 0.1 towards the mean over the shards.
    void updateBatchNorm(const std::vector<TrainingPass>& passes);

    bool isFinite() const;
    std::string stateBytes(const std::map<std::string, std::string>& metadata) const; ///< a safetensors
                                                                                      ///< container
    std::map<std::string, std::string> restore(
        std::string_view bytes, const std::string& where); ///< Error(WrongShape)

private:
    void weightsChanged();
    void pack(ShardPool& pool) const;

    Architecture m_architecture;
    std::vector<at::Tensor> m_other; // running statistics, in the order of the architecture; filled while
                                     // m_flat is made
    at::Tensor m_flat; // trainable numbers
    at::Tensor m_average; // of m_flat; undefined if the recipe wants none
    std::vector<at::Tensor> m_leaves;
    Network m_trained, m_frozen;
    std::optional<Network> m_averaged; // a view of m_average
    std::optional<Network> m_rounded; // m_frozen in bfloat16
    std::optional<Network> m_magnitudes;
    std::vector<float> m_first, m_second; // Adam's moments, or SGD's momentum in m_first
    at::Tensor m_carried;
    std::int64_t m_steps = 0;
};

} // namespace epsilonlab
