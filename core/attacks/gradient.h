// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network.h"

#include <ATen/core/Tensor.h>

namespace epsilonlab {

struct LossGradient
{
    at::Tensor logits; ///< N x K
    at::Tensor gradient; ///< N x 1 x 28 x 28, of the sum of the losses: no image's gradient depends on the
                         ///< batch size
};

/// Gradient in the images of the cross-entropy, which an attack climbs: of the label, or minus that of the
/// target. log-softmax, not the logarithm of softmax, so that confident images keep a gradient as long as
/// float32 has one. Cost: one forward and one backward pass; no weight gradients.
LossGradient lossGradient(
    const Network& network, const at::Tensor& images, const at::Tensor& labels, const at::Tensor& targets);

/// Cross-entropy of `classes` per image, N float32.
at::Tensor crossEntropy(const at::Tensor& logits, const at::Tensor& classes);

/// True where the attack's goal holds, N bool: another class than the label, or the target.
at::Tensor isSuccess(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& targets);

/// How far the goal is passed (positive) or missed, N float32: the largest wrong logit minus the label's, or
/// the target's minus the largest other.
at::Tensor successMargin(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& targets);

} // namespace epsilonlab
