// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_logits.h"

#include "kernels/box_pass.h"
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

/// The gradients of the weights, zeros where there is none, to `out`. False, and nothing is written, where
/// there is none at all.
bool copyDefined(const std::vector<at::Tensor>& gradients, const std::vector<at::Tensor>& leaves, float* out)
{
    const auto end = gradients.begin() + static_cast<std::ptrdiff_t>(leaves.size());
    if (std::none_of(gradients.begin(), end, [](const at::Tensor& gradient) { return gradient.defined(); }))
        return false;
    for (std::size_t i = 0; i < leaves.size(); out += leaves[i].numel(), ++i) {
        if (gradients[i].defined())
            std::copy_n(gradients[i].contiguous().data_ptr<float>(), leaves[i].numel(), out);
        else
            std::fill_n(out, leaves[i].numel(), 0.0F);
    }
    return true;
}

bool isFactored(const ShardGradient& gradient, std::size_t tensor)
{
    return std::any_of(gradient.factors.begin(), gradient.factors.end(),
        [tensor](const kernels::LinearFactors& factors) { return factors.tensor == tensor; });
}

} // namespace

TrainingLogits::TrainingLogits(const Network& trained, const Network& frozen, const Network* magnitudes,
    TrainingPass& pass, bool wantsImageGradient)
    : m_trained(trained)
    , m_frozen(frozen)
    , m_magnitudes(magnitudes)
    , m_pass(pass)
    , m_wantsImageGradient(wantsImageGradient)
{
}

TrainingLogits::~TrainingLogits() = default;

at::Tensor TrainingLogits::of(const at::Tensor& images)
{
    const auto weights = isTrainedByKernels(m_frozen.architecture()) && !images.requires_grad()
        ? m_frozen.packed()
        : nullptr;
    if (!weights) {
        m_images = m_wantsImageGradient ? images.detach().requires_grad_(true) : images;
        return m_trained.trainingLogits(m_images, m_pass);
    }
    const at::Tensor plain = images.contiguous();
    m_images = plain;
    m_passes.push_back(std::make_unique<kernels::Pass>(
        weights, plain.data_ptr<float>(), plain.size(0), dropoutFactors(m_pass)));
    at::Tensor logits = at::empty({plain.size(0), m_frozen.architecture().classes}, at::kFloat);
    m_passes.back()->logits(logits.data_ptr<float>());
    m_logits.push_back(logits.requires_grad_(true));
    return m_logits.back();
}

at::Tensor TrainingLogits::worstMargins(const Box& box, const at::Tensor& labels)
{
    const std::vector<BoundLayer> layers = boundLayers(m_trained);
    const auto weights = m_magnitudes != nullptr ? m_frozen.packed() : nullptr;
    if (!weights || !kernels::BoxPass::canBound(weights->plan()))
        return intervalMargins(layers, box, labels);
    const at::Tensor centre = box.centre().contiguous(), radius = box.radius().contiguous();
    Bounds bounds{std::make_unique<kernels::BoxPass>(weights, m_magnitudes->packed(),
                      centre.data_ptr<float>(), radius.data_ptr<float>(), centre.size(0)),
        {}, {}};
    bounds.centre = at::empty({centre.size(0), bounds.pass->features()}, at::kFloat);
    bounds.radius = at::empty_like(bounds.centre);
    bounds.pass->box(bounds.centre.data_ptr<float>(), bounds.radius.data_ptr<float>());
    bounds.centre.requires_grad_(true);
    bounds.radius.requires_grad_(true);
    m_bounds.push_back(std::move(bounds));
    return mergedMargins(layers.back(), m_bounds.back().centre, m_bounds.back().radius, labels);
}

bool TrainingLogits::areThoseOfFrozen() const
{
    const Architecture& architecture = m_frozen.architecture();
    return isTrainedByKernels(architecture) && m_frozen.packed()
        && std::none_of(architecture.layers.begin(), architecture.layers.end(),
            [](const Layer& layer) { return layer.type == LayerType::Dropout; });
}

at::Tensor TrainingLogits::weightGradient(
    const at::Tensor& loss, const std::vector<at::Tensor>& leaves, ShardGradient& out) const
{
    std::vector<at::Tensor> inputs = leaves;
    inputs.insert(inputs.end(), m_logits.begin(), m_logits.end());
    for (const Bounds& bounds : m_bounds)
        inputs.insert(inputs.end(), {bounds.centre, bounds.radius});
    const bool isTorchs = m_wantsImageGradient && m_images.requires_grad();
    if (isTorchs)
        inputs.push_back(m_images);
    const auto gradients = torch::autograd::grad(
        {loss}, inputs, {}, /*retain_graph=*/false, /*create_graph=*/false, /*allow_unused=*/true);
    out.factors.clear();
    // What torch gives for the weights themselves: all of it, some (a bound, a penalty), or nothing.
    const bool isTorchsToo = copyDefined(gradients, leaves, out.numbers.data());
    Places places{leaves, out, nullptr, isTorchsToo, !isTorchsToo};
    at::Tensor imageGradient = isTorchs ? gradients.back() : at::Tensor();
    for (std::size_t pass = 0; pass < m_passes.size(); ++pass) {
        const at::Tensor& cotangents = gradients[leaves.size() + pass];
        if (!cotangents.defined())
            continue; // logits that the loss does not use
        const bool isLast = pass + 1 == m_passes.size();
        if (isLast && m_wantsImageGradient)
            imageGradient = at::empty_like(m_images);
        places.images = isLast && m_wantsImageGradient ? imageGradient.data_ptr<float>() : nullptr;
        addPassGradient(pass, cotangents.contiguous(), places);
        places.hasNumbers = true;
    }
    auto boxes = gradients.begin() + static_cast<std::ptrdiff_t>(leaves.size() + m_passes.size());
    for (const Bounds& bounds : m_bounds) {
        const at::Tensor &centre = *boxes++, &radius = *boxes++;
        if (centre.defined())
            addBoundsGradient(bounds, centre.contiguous(), radius.contiguous(), places);
    }
    return imageGradient;
}

void TrainingLogits::addPassGradient(
    std::size_t pass, const at::Tensor& cotangents, const Places& places) const
{
    ShardGradient& to = places.weights;
    const auto more
        = places.hasNumbers ? std::make_unique_for_overwrite<float[]>(to.numbers.size()) : nullptr;
    std::vector<float*> weights;
    std::int64_t position = 0;
    for (const at::Tensor& leaf : places.leaves) {
        weights.push_back((more ? more.get() : to.numbers.data()) + position);
        position += leaf.numel();
    }
    m_passes[pass]->backward(
        cotangents.data_ptr<float>(), places.images, weights, places.hasFactors ? &to.factors : nullptr);
    position = 0;
    for (std::size_t i = 0; more && i < places.leaves.size(); position += places.leaves[i++].numel())
        if (!isFactored(to, i))
            for (std::int64_t j = position; j < position + places.leaves[i].numel(); ++j)
                to.numbers[static_cast<std::size_t>(j)] += more[static_cast<std::size_t>(j)];
}

// What torch wrote, the gradient in the last layer, is there already.
void TrainingLogits::addBoundsGradient(
    const Bounds& bounds, const at::Tensor& centre, const at::Tensor& radius, const Places& places) const
{
    constexpr std::size_t kTensorsOfALayer = 2;
    const std::size_t count = places.leaves.size() - kTensorsOfALayer;
    std::vector<at::Tensor> weights, magnitudes;
    kernels::BoxPass::Gradient gradient;
    for (std::size_t i = 0; i < count; ++i) {
        weights.push_back(at::empty(places.leaves[i].sizes(), at::kFloat));
        magnitudes.push_back(at::zeros(places.leaves[i].sizes(), at::kFloat));
        const bool isBias = i % kTensorsOfALayer == 1;
        gradient.weights.push_back(weights[i].data_ptr<float>());
        gradient.magnitudes.push_back(isBias ? nullptr : magnitudes[i].data_ptr<float>());
    }
    bounds.pass->backward(centre.data_ptr<float>(), radius.data_ptr<float>(), gradient);
    float* to = places.weights.numbers.data();
    for (std::size_t i = 0; i < count; ++i) {
        const float *weight = places.leaves[i].data_ptr<float>(), *own = weights[i].data_ptr<float>(),
                    *magnitude = magnitudes[i].data_ptr<float>();
        const std::int64_t numbers = weights[i].numel();
        for (std::int64_t j = 0; j < numbers; ++j) // no branches: signs are as good as random
            to[j] += own[j] + magnitude[j] * static_cast<float>((weight[j] > 0.0F) - (weight[j] < 0.0F));
        to += numbers;
    }
}

} // namespace epsilonlab
