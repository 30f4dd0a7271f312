// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network.h"

#include "models/random.h"

#include <ATen/ATen.h>

#include <cmath>
#include <utility>

namespace epsilonlab {

namespace {

constexpr double kBatchNormEpsilon = 1e-5; // torch.nn.BatchNorm2d's default

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

} // namespace

Network::Network(Architecture architecture, std::vector<at::Tensor> tensors)
    : m_architecture(std::move(architecture))
    , m_tensors(std::move(tensors))
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

at::Tensor Network::logits(const at::Tensor& images) const
{
    return forward(images, nullptr);
}

at::Tensor Network::trainingLogits(const at::Tensor& images, TrainingPass& pass) const
{
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
    const auto generator = seededGenerator(mixedSeed(pass->dropoutSeed, index));
    return x * at::empty_like(x).bernoulli_(1.0 - layer.p, generator).div_(1.0 - layer.p);
}

at::Tensor Network::batchNorm(std::size_t first, const at::Tensor& x, TrainingPass* pass) const
{
    const at::Tensor& weight = m_tensors[first];
    const at::Tensor& bias = m_tensors[first + 1];
    if (pass == nullptr)
        return at::batch_norm(x, weight, bias, m_tensors[first + 2], m_tensors[first + 3], false, 0.0,
            kBatchNormEpsilon, false);
    const at::Tensor detached = x.detach();
    pass->batchMeans.push_back(detached.mean({0, 2, 3}));
    pass->batchVariances.push_back(detached.var({0, 2, 3}, true));
    return at::batch_norm(x, weight, bias, {}, {}, true, 0.0, kBatchNormEpsilon, false);
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
            rng.fillUniform({tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())}, -bound, bound);
        }
        tensors.push_back(tensor);
    }
    return tensors;
}

} // namespace epsilonlab
