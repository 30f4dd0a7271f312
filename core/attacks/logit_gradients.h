// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network.h"

#include <ATen/core/Tensor.h>

#include <memory>

namespace epsilonlab {

namespace kernels {
class Pass;
}

/// One forward pass and, at the same images, the gradients of any weighted sums of their logits: for losses
/// other than the cross-entropy, and for several classes at once.
class LogitGradients
{
public:
    LogitGradients(const Network& network, const at::Tensor& images);
    ~LogitGradients();
    LogitGradients(LogitGradients&&) noexcept;
    LogitGradients& operator=(LogitGradients&&) = delete;

    const at::Tensor& logits() const { return m_logits; } ///< N x K

    /// Gradient in the images of sum(weights * logits), weights N x K: row i is a matter of image i alone.
    /// May be called again. Cost: one backward pass, no weight gradients.
    at::Tensor of(const at::Tensor& weights) const;

private:
    at::Tensor m_logits;
    std::unique_ptr<kernels::Pass> m_pass; // null: through torch, by the two below
    at::Tensor m_images, m_graph;
};

} // namespace epsilonlab
