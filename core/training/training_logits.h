// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

namespace epsilonlab {

namespace kernels {
class Pass;
}

/// The forward passes of one shard whose weights are to be trained. A loss that needs the weights only
/// through logits, as all but bounds do, is differentiated by torch as far as the logits and by the project's
/// kernels from there on; layers that the kernels do not train (batch norm) go through torch altogether. Used
/// by one thread.
class TrainingLogits
{
public:
    /// `trained` requires grad, `frozen` has the same numbers without. All three must outlive this.
    TrainingLogits(
        const Network& trained, const Network& frozen, TrainingPass& pass, bool wantsImageGradient = false);
    ~TrainingLogits();
    TrainingLogits(const TrainingLogits&) = delete;
    TrainingLogits& operator=(const TrainingLogits&) = delete;

    /// Logits in training mode, N x K, requiring grad. May be called more than once.
    at::Tensor of(const at::Tensor& images);

    /// What of() gives is what the frozen network gives, to the last bit: by kernels, and without a layer
    /// that behaves otherwise in training.
    bool areThoseOfFrozen() const;

    /// The gradient of `loss` in the weights, one behind the other as in `leaves`, to `out`. Returns that in
    /// the images of the last call of of() if it was wanted, else nothing: the same way back gives both.
    at::Tensor weightGradient(
        const at::Tensor& loss, const std::vector<at::Tensor>& leaves, float* out) const;

private:
    /// Where a way back puts what it finds.
    struct Places
    {
        const std::vector<at::Tensor>& leaves;
        float* weights;
        float* images; ///< or null
    };
    void addPassGradient(
        std::size_t pass, const at::Tensor& cotangents, const Places& places, bool isFirst) const;

    const Network& m_trained;
    const Network& m_frozen;
    TrainingPass& m_pass;
    const bool m_wantsImageGradient;
    at::Tensor m_images; // of the last call; requires grad where torch goes the whole way
    std::vector<std::unique_ptr<kernels::Pass>> m_passes;
    std::vector<at::Tensor> m_logits; // one a pass
};

} // namespace epsilonlab
