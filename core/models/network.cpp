// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network.h"

#include "api/error.h"
#include "kernels/pass.h"
#include "models/random.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace epsilonlab {

namespace {

std::vector<std::size_t> runningOrder(const std::vector<Layer>& layers)
{
    std::vector<std::size_t> order(layers.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    for (std::size_t i = 1; i < order.size(); ++i)
        if (layers[order[i]].type == LayerType::MaxPool2d && layers[order[i - 1]].type == LayerType::Relu)
            std::swap(order[i], order[i - 1]);
    return order;
}

bool prefersChannelsLast(const Layer& layer)
{
    return layer.type == LayerType::Conv2d && layer.stride == 1 && layer.out >= 16;
}

bool isPlain(const at::Tensor& tensor)
{
    return tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.is_contiguous();
}

at::Tensor dropoutTensor(std::uint64_t seed, std::size_t layer, double p, at::IntArrayRef shape)
{
    return at::empty(shape, at::kFloat)
        .bernoulli_(1.0 - p, seededGenerator(mixedSeed(seed, layer)))
        .div_(1.0 - p);
}

// Weights that require grad are in training and change without a word; they stay torch's business.
bool canBePacked(const at::Tensor& tensor)
{
    return isPlain(tensor) && !tensor.requires_grad();
}

} // namespace

struct Network::Packed
{
    std::once_flag isMade;
    std::shared_ptr<const kernels::PackedWeights> weights;
};

Network::Network(Architecture architecture, std::vector<at::Tensor> tensors)
    : m_architecture(std::move(architecture))
    , m_tensors(std::move(tensors))
    , m_packed(std::make_shared<Packed>())
    , m_order(runningOrder(m_architecture.layers))
    , m_firstTensor(m_architecture.layers.size(), 0)
    , m_isChannelsLast(m_architecture.layers.size(), false)
{
    const auto specs = m_architecture.tensors();
    for (std::size_t i = specs.size(); i-- > 0;)
        m_firstTensor[specs[i].layer] = i;
    for (std::size_t i = 0; i < m_architecture.layers.size(); ++i)
        m_isChannelsLast[i] = prefersChannelsLast(m_architecture.layers[i]);
}

Network::Network(std::shared_ptr<const OpaqueFunction> function, int classes)
    : m_function(std::move(function))
{
    m_architecture.classes = classes;
}

at::Tensor Network::logits(const at::Tensor& images) const
{
    if (m_function)
        return m_function->logits(images);
    const auto requiresGrad = [](const at::Tensor& tensor) { return tensor.requires_grad(); };
    const bool isRecorded = at::GradMode::is_enabled()
        && (images.requires_grad() || std::any_of(m_tensors.begin(), m_tensors.end(), requiresGrad));
    const auto weights = isRecorded || !isPlain(images) ? nullptr : packed();
    if (!weights)
        return forward(images, nullptr);
    at::Tensor logits = at::empty({images.size(0), m_architecture.classes}, at::kFloat);
    kernels::Pass(weights, images.data_ptr<float>(), images.size(0)).logits(logits.data_ptr<float>());
    return logits;
}

std::shared_ptr<const kernels::PackedWeights> Network::packed() const
{
    if (m_function)
        return nullptr;
    std::call_once(m_packed->isMade, [this] {
        if (!std::all_of(m_tensors.begin(), m_tensors.end(), canBePacked))
            return;
        std::vector<const float*> data;
        for (const at::Tensor& tensor : m_tensors)
            data.push_back(tensor.data_ptr<float>());
        const kernels::KernelSet* const pairs = m_isBfloat16 ? kernels::bfloat16Kernels() : nullptr;
        const kernels::KernelSet& set = pairs != nullptr ? *pairs : kernels::kernels();
        // The deleter keeps the tensors: the way back is packed from them later.
        m_packed->weights
            = {new kernels::PackedWeights(kernels::planOf(m_architecture, set), std::move(data)),
                [tensors = m_tensors](const kernels::PackedWeights* weights) { delete weights; }};
    });
    return m_packed->weights;
}

Network Network::inBfloat16() const
{
    Network network = *this;
    network.m_isBfloat16 = true;
    network.weightsChanged();
    return network;
}

Network Network::magnitudes() const
{
    std::vector<at::Tensor> tensors;
    for (const at::Tensor& tensor : m_tensors)
        tensors.push_back(tensor.dim() > 1 ? tensor.abs() : at::zeros_like(tensor));
    return {m_architecture, std::move(tensors)};
}

void Network::weightsChanged()
{
    m_packed = std::make_shared<Packed>();
}

at::Tensor Network::trainingLogits(const at::Tensor& images, TrainingPass& pass) const
{
    if (m_function)
        throw Error(ErrorCode::BadParameter,
            "A TorchScript network cannot be trained here: its layers are not known. "
            "Choose a network with a list of layers.");
    return forward(images, &pass);
}

at::Tensor Network::forward(at::Tensor x, TrainingPass* pass) const
{
    for (const std::size_t layer : m_order)
        x = apply(layer, x, pass);
    return x;
}

at::Tensor Network::apply(std::size_t index, const at::Tensor& x, TrainingPass* pass) const
{
    const Layer& layer = m_architecture.layers[index];
    const std::size_t first = m_firstTensor[index];
    switch (layer.type) {
    case LayerType::Conv2d: {
        const at::Tensor input = m_isChannelsLast[index] ? x.contiguous(at::MemoryFormat::ChannelsLast) : x;
        return at::conv2d(input, m_tensors[first], m_tensors[first + 1], layer.stride, layer.padding);
    }
    case LayerType::Linear: return at::linear(x, m_tensors[first], m_tensors[first + 1]);
    case LayerType::Relu: return at::relu(x);
    case LayerType::MaxPool2d: return at::max_pool2d(x, layer.kernel, layer.stride);
    case LayerType::AvgPool2d: return at::avg_pool2d(x, layer.kernel, layer.stride);
    case LayerType::Flatten: return x.flatten(1);
    case LayerType::BatchNorm2d: return batchNorm(first, x, pass);
    case LayerType::Dropout: break;
    }
    if (pass == nullptr || layer.p == 0.0)
        return x;
    return x * dropoutTensor(pass->dropoutSeed, index, layer.p, x.sizes());
}

at::Tensor Network::batchNorm(std::size_t first, const at::Tensor& x, TrainingPass* pass) const
{
    const at::Tensor& weight = m_tensors[first];
    const at::Tensor& bias = m_tensors[first + 1];
    if (pass == nullptr)
        return at::batch_norm(x, weight, bias, m_tensors[first + 2], m_tensors[first + 3], false, 0.0,
            kBatchNormEpsilon, false);
    const at::Tensor detached = x.detach();
    pass->images = detached.size(0);
    pass->batchMeans.push_back(detached.mean({0, 2, 3}));
    pass->batchVariances.push_back(detached.var({0, 2, 3}, true));
    return at::batch_norm(x, weight, bias, {}, {}, true, 0.0, kBatchNormEpsilon, false);
}

kernels::DropoutFactors dropoutFactors(const TrainingPass& pass)
{
    return [seed = pass.dropoutSeed](const kernels::Step& step, std::int64_t count) {
        const at::Tensor factors = dropoutTensor(seed, step.index, step.layer.p, {count});
        return std::vector<float>(factors.data_ptr<float>(), factors.data_ptr<float>() + count);
    };
}

std::vector<at::Tensor> initialTensors(const Architecture& architecture, std::uint64_t seed)
{
    std::vector<at::Tensor> tensors;
    const auto specs = architecture.tensors();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const Layer& layer = architecture.layers[specs[i].layer];
        at::Tensor tensor = at::zeros(specs[i].shape, at::kFloat);
        if (layer.type == LayerType::BatchNorm2d) {
            if (specs[i].name.ends_with("weight") || specs[i].name.ends_with("running_var"))
                tensor.fill_(1.0);
        } else {
            const int area = layer.type == LayerType::Conv2d ? layer.kernel * layer.kernel : 1;
            const double bound = 1.0 / std::sqrt(static_cast<double>(layer.in) * area);
            ImageRng rng(seed, static_cast<std::int64_t>(i), 0x11);
            rng.fillUniform(
                {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())}, -bound, bound);
        }
        tensors.push_back(tensor);
    }
    return tensors;
}

} // namespace epsilonlab
