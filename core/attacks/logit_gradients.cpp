// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/logit_gradients.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

namespace epsilonlab {

LogitGradients::LogitGradients(const Network& network, const at::Tensor& images)
{
    const at::AutoGradMode gradMode(true);
    m_images = images.detach().requires_grad_(true);
    m_graph = network.logits(m_images);
    m_logits = m_graph.detach();
}

at::Tensor LogitGradients::of(const at::Tensor& weights) const
{
    return torch::autograd::grad({m_graph}, {m_images}, {weights}, /*retain_graph=*/true)[0];
}

} // namespace epsilonlab
