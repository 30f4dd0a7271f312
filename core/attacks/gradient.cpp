// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/gradient.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <limits>

namespace epsilonlab {

at::Tensor crossEntropy(const at::Tensor& logits, const at::Tensor& classes)
{
    return at::nll_loss(at::log_softmax(logits, 1), classes, {}, at::Reduction::None);
}

LossGradient lossGradient(const Network& network, const at::Tensor& images, const at::Tensor& labels,
    const at::Tensor& targets)
{
    const at::AutoGradMode gradMode(true);
    const at::Tensor x = images.detach().requires_grad_(true);
    const at::Tensor logits = network.logits(x);
    const at::Tensor loss
        = targets.defined() ? -crossEntropy(logits, targets).sum() : crossEntropy(logits, labels).sum();
    return {logits.detach(), torch::autograd::grad({loss}, {x})[0]};
}

at::Tensor isSuccess(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& targets)
{
    const at::Tensor predicted = logits.argmax(1);
    return targets.defined() ? predicted == targets : predicted != labels;
}

at::Tensor successMargin(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& targets)
{
    const at::Tensor chosen = (targets.defined() ? targets : labels).unsqueeze(1);
    const at::Tensor own = logits.gather(1, chosen).squeeze(1);
    const at::Tensor other
        = std::get<0>(logits.scatter(1, chosen, -std::numeric_limits<float>::infinity()).max(1));
    return targets.defined() ? own - other : other - own;
}

} // namespace epsilonlab
