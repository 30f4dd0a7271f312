// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/interval_bounds.h"
#include "models/network.h"
#include "training/batch_gradient.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

namespace epsilonlab {

namespace kernels {
class BoxPass;
class Pass;
}

/// The forward passes of one shard whose weights are to be trained. A loss that needs the weights only
/// through logits and interval bounds is differentiated by torch as far as those and by the project's kernels
/// from there on; what the kernels do not train (batch norm; bounds behind a max-pool) goes through torch
/// altogether. Used by one thread.
class TrainingLogits
{
public:
    /// `trained` requires grad, `frozen` has the same numbers without, `magnitudes` those of
    /// Network::magnitudes() (null: bounds are torch's). All must outlive this.
    TrainingLogits(const Network& trained, const Network& frozen, const Network* magnitudes,
        TrainingPass& pass, bool wantsImageGradient = false);
    ~TrainingLogits();
    TrainingLogits(const TrainingLogits&) = delete;
    TrainingLogits& operator=(const TrainingLogits&) = delete;

    /// Logits in training mode, N x K, requiring grad. May be called more than once.
    at::Tensor of(const at::Tensor& images);

    /// intervalMargins() of the layers over `box`, which needs no gradient. May be called more than once.
    at::Tensor worstMargins(const Box& box, const at::Tensor& labels);

    /// What of() gives is what the frozen network gives, to the last bit: by kernels, and without a layer
    /// that behaves otherwise in training.
    bool areThoseOfFrozen() const;

    /// The gradient of `loss` in the weights, one behind the other as in `leaves`, to `out`, which has room.
    /// Returns that in the images of the last call of of() if it was wanted, else nothing: the same way back
    /// gives both.
    at::Tensor weightGradient(
        const at::Tensor& loss, const std::vector<at::Tensor>& leaves, ShardGradient& out) const;

private:
    /// Where a way back puts what it finds.
    struct Places
    {
        const std::vector<at::Tensor>& leaves;
        ShardGradient& weights;
        float* images; ///< or null
        bool hasNumbers; ///< there are some to add to
        bool hasFactors; ///< large layers are left as factors
    };
    /// Bounds as far as the last layer, and torch's handle on them.
    struct Bounds
    {
        std::unique_ptr<kernels::BoxPass> pass;
        at::Tensor centre, radius; ///< require grad
    };
    void addPassGradient(std::size_t pass, const at::Tensor& cotangents, const Places& places) const;
    void addBoundsGradient(
        const Bounds& bounds, const at::Tensor& centre, const at::Tensor& radius, const Places& places) const;

    const Network& m_trained;
    const Network& m_frozen;
    const Network* m_magnitudes;
    TrainingPass& m_pass;
    const bool m_wantsImageGradient;
    at::Tensor m_images; // of the last call; requires grad where torch goes the whole way
    std::vector<std::unique_ptr<kernels::Pass>> m_passes;
    std::vector<at::Tensor> m_logits; // one a pass
    std::vector<Bounds> m_bounds;
};

} // namespace epsilonlab
