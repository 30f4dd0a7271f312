// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"
#include "models/network.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace epsilonlab {

/// The weights in training: one flat vector, two networks that are views of it (with and without gradients), and the state
/// of the optimiser. Written by the trainer's thread between batches, read by the workers within a batch.
class Weights
{
public:
    Weights(const Architecture& architecture, std::uint64_t seed);

    const Network& trained() const { return m_trained; } ///< requires grad
    const Network& frozen() const { return m_frozen; }   ///< the same numbers, without
    Network copy() const;                                ///< with tensors of its own
    std::int64_t size() const { return m_flat.numel(); }
    const std::vector<at::Tensor>& leaves() const { return m_leaves; } ///< trainable tensors of trained(), in order

    /// One step on the sum of `gradients` (one flat vector per shard, added in order) divided by `count`.
    /// Adam (Kingma & Ba 2015, arXiv:1412.6980; 0.9, 0.999, 1e-8) or SGD with Nesterov momentum, as torch.optim does them.
    void step(const std::vector<std::vector<float>>& gradients, std::int64_t count, const ParameterSet& recipe, double lr);

    /// Running statistics of batch norm: moved by 0.1 towards the mean over the shards.
    void updateBatchNorm(const std::vector<TrainingPass>& passes);

    bool isFinite() const;
    std::string stateBytes(const std::map<std::string, std::string>& metadata) const; ///< a safetensors container
    std::map<std::string, std::string> restore(std::string_view bytes, const std::string& where); ///< Error(WrongShape)

private:
    Architecture m_architecture;
    std::vector<at::Tensor> m_other; // running statistics, in the order of the architecture; filled while m_flat is made
    at::Tensor m_flat;               // trainable numbers
    std::vector<at::Tensor> m_leaves;
    Network m_trained, m_frozen;
    std::vector<float> m_first, m_second; // Adam's moments, or SGD's momentum in m_first
    std::int64_t m_steps = 0;
};

} // namespace epsilonlab
