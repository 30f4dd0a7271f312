// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_logits.h"

#include "kernels/pass.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

namespace epsilonlab {

namespace {

bool isTrainedByKernels(const Architecture& architecture)
{
    return std::none_of(architecture.layers.begin(), architecture.layers.end(),
        [](const Layer& layer) { return layer.type == LayerType::BatchNorm2d; });
}

} // namespace

TrainingLogits::TrainingLogits(const Network& trained, const Network& frozen, TrainingPass& pass)
    : m_trained(trained)
    , m_frozen(frozen)
    , m_pass(pass)
{
}

TrainingLogits::~TrainingLogits() = default;

at::Tensor TrainingLogits::of(const at::Tensor& images)
{
    const auto weights = isTrainedByKernels(m_frozen.architecture()) && !images.requires_grad() ? m_frozen.packed() : nullptr;
    if (!weights)
        return m_trained.trainingLogits(images, m_pass);
    const at::Tensor plain = images.contiguous();
    m_passes.push_back(std::make_unique<kernels::Pass>(weights, plain.data_ptr<float>(), plain.size(0), dropoutFactors(m_pass)));
    at::Tensor logits = at::empty({plain.size(0), m_frozen.architecture().classes}, at::kFloat);
    m_passes.back()->logits(logits.data_ptr<float>());
    m_logits.push_back(logits.requires_grad_(true));
    return m_logits.back();
}

void TrainingLogits::weightGradient(const at::Tensor& loss, const std::vector<at::Tensor>& leaves, float* out) const
{
    std::vector<at::Tensor> inputs = leaves;
    inputs.insert(inputs.end(), m_logits.begin(), m_logits.end());
    const auto gradients = torch::autograd::grad({loss}, inputs, {}, /*retain_graph=*/false, /*create_graph=*/false, /*allow_unused=*/true);
    // What torch gives for the weights themselves: all of it, some (a penalty on the weights), or nothing.
    bool isFirst = true;
    if (std::any_of(gradients.begin(), gradients.begin() + static_cast<std::ptrdiff_t>(leaves.size()), [](const at::Tensor& g) { return g.defined(); })) {
        float* place = out;
        for (std::size_t i = 0; i < leaves.size(); place += leaves[i].numel(), ++i) {
            if (gradients[i].defined())
                std::copy_n(gradients[i].contiguous().data_ptr<float>(), leaves[i].numel(), place);
            else
                std::fill_n(place, leaves[i].numel(), 0.0F);
        }
        isFirst = false;
    }
    for (std::size_t pass = 0; pass < m_passes.size(); ++pass) {
        const at::Tensor& cotangents = gradients[leaves.size() + pass];
        if (!cotangents.defined())
            continue; // logits that the loss does not use
        addPassGradient(pass, cotangents.contiguous(), leaves, out, isFirst);
        isFirst = false;
    }
}

void TrainingLogits::addPassGradient(
    std::size_t pass, const at::Tensor& cotangents, const std::vector<at::Tensor>& leaves, float* out, bool isFirst) const
{
    std::int64_t count = 0;
    for (const at::Tensor& leaf : leaves)
        count += leaf.numel();
    std::vector<float> more(isFirst ? 0 : static_cast<std::size_t>(count));
    float* place = isFirst ? out : more.data();
    std::vector<float*> places;
    for (const at::Tensor& leaf : leaves) {
        places.push_back(place);
        place += leaf.numel();
    }
    m_passes[pass]->backward(cotangents.data_ptr<float>(), nullptr, places);
    for (std::size_t i = 0; i < more.size(); ++i)
        out[i] += more[i];
}

} // namespace epsilonlab
