// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/logit_gradients.h"

#include "api/faults.h"
#include "kernels/pass.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <chrono>
#include <thread>

namespace epsilonlab {

namespace {

constexpr std::chrono::milliseconds kSlowGradient{150}; // below the 300 ms in which a stop must be heard

} // namespace

LogitGradients::LogitGradients(const Network& network, const at::Tensor& images)
{
    if (const auto weights = network.packed();
        weights && images.device().is_cpu() && images.scalar_type() == at::kFloat) {
        const at::Tensor plain = images.contiguous();
        m_pass = std::make_unique<kernels::Pass>(weights, plain.data_ptr<float>(), plain.size(0));
        m_logits = at::empty({plain.size(0), network.architecture().classes}, at::kFloat);
        m_pass->logits(m_logits.data_ptr<float>());
        return;
    }
    const at::AutoGradMode gradMode(true);
    m_images = images.detach().requires_grad_(true);
    m_graph = network.logits(m_images);
    m_logits = m_graph.detach();
}

LogitGradients::~LogitGradients() = default;
LogitGradients::LogitGradients(LogitGradients&&) noexcept = default;

at::Tensor LogitGradients::of(const at::Tensor& weights) const
{
    if (faults::isSimulated(Fault::SlowAttack))
        std::this_thread::sleep_for(kSlowGradient);
    if (faults::isSimulated(Fault::ZeroGradient))
        return at::zeros({m_logits.size(0), 1, 28, 28}, at::kFloat);
    if (!m_pass)
        return torch::autograd::grad({m_graph}, {m_images}, {weights}, /*retain_graph=*/true)[0];
    const at::Tensor plain = weights.to(at::kFloat).contiguous();
    at::Tensor gradient = at::empty({m_logits.size(0), 1, 28, 28}, at::kFloat);
    m_pass->backward(plain.data_ptr<float>(), gradient.data_ptr<float>());
    return gradient;
}

} // namespace epsilonlab
