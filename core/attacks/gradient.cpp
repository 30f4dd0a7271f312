// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/gradient.h"

#include "attacks/logit_gradients.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <limits>

namespace epsilonlab {

at::Tensor crossEntropy(const at::Tensor& logits, const at::Tensor& classes)
{
    return at::nll_loss(at::log_softmax(logits, 1), classes, {}, at::Reduction::None);
}

LossGradient lossGradient(
    const Network& network, const at::Tensor& images, const at::Tensor& labels, const at::Tensor& targets)
{
    const at::NoGradGuard noGrad;
    const LogitGradients pass(network, images);
    // What torch computes for the gradient of log-softmax: the probability, minus 1 at the class.
    at::Tensor cotangents = at::log_softmax(pass.logits(), 1).exp_();
    cotangents.scatter_add_(1, (targets.defined() ? targets : labels).unsqueeze(1),
        at::full({images.size(0), 1}, -1.0, cotangents.options()));
    if (targets.defined())
        cotangents.neg_();
    return {pass.logits(), pass.of(cotangents)};
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
