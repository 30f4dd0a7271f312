// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/interval_bounds.h"

#include <ATen/ATen.h>

namespace epsilonlab {

namespace {

// (x - mean) / sqrt(var + e) * weight + bias, as scale * x + shift.
void foldBatchNorm(BoundLayer& layer, const std::vector<at::Tensor>& tensors, std::size_t first)
{
    layer.weight = tensors[first] / (tensors[first + 3] + kBatchNormEpsilon).sqrt();
    layer.bias = tensors[first + 1] - tensors[first + 2] * layer.weight;
}

Box affine(const BoundLayer& layer, const Box& box)
{
    const Layer& l = layer.layer;
    at::Tensor centre = box.centre();
    at::Tensor radius = box.radius();
    if (l.type == LayerType::Conv2d) {
        centre = at::conv2d(centre, layer.weight, layer.bias, l.stride, l.padding);
        radius = at::conv2d(radius, layer.weight.abs(), {}, l.stride, l.padding);
    } else if (l.type == LayerType::Linear) {
        centre = at::linear(centre, layer.weight, layer.bias);
        radius = at::linear(radius, layer.weight.abs());
    } else {
        centre = centre * layer.weight.view({1, -1, 1, 1}) + layer.bias.view({1, -1, 1, 1});
        radius = radius * layer.weight.abs().view({1, -1, 1, 1});
    }
    return {centre - radius, centre + radius};
}

} // namespace

at::Tensor mergedMargins(
    const BoundLayer& last, const at::Tensor& centre, const at::Tensor& radius, const at::Tensor& labels)
{
    const at::Tensor rows = last.weight.unsqueeze(0) - last.weight.index_select(0, labels).unsqueeze(1);
    const at::Tensor bias = last.bias.unsqueeze(0) - last.bias.index_select(0, labels).unsqueeze(1);
    const at::Tensor margins = at::bmm(rows, centre.unsqueeze(2)).squeeze(2) + bias
        + at::bmm(rows.abs(), radius.unsqueeze(2)).squeeze(2);
    return margins.scatter(1, labels.unsqueeze(1), 0.0);
}

at::Tensor Box::centre() const
{
    return (low + high) * 0.5;
}

at::Tensor Box::radius() const
{
    return (high - low) * 0.5;
}

std::vector<BoundLayer> boundLayers(const Network& network)
{
    const auto specs = network.architecture().tensors();
    const auto& tensors = network.tensors();
    std::vector<BoundLayer> layers;
    std::size_t next = 0;
    for (std::size_t i = 0; i < network.architecture().layers.size(); ++i) {
        BoundLayer layer{network.architecture().layers[i], {}, {}};
        const std::size_t first = next;
        while (next < specs.size() && specs[next].layer == i)
            ++next;
        if (layer.layer.type == LayerType::Dropout)
            continue;
        if (layer.layer.type == LayerType::BatchNorm2d) {
            foldBatchNorm(layer, tensors, first);
        } else if (next > first) {
            layer.weight = tensors[first];
            layer.bias = tensors[first + 1];
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

Box inputBox(const at::Tensor& images, double epsilon)
{
    return {(images - epsilon).clamp_(0.0, 1.0), (images + epsilon).clamp_(0.0, 1.0)};
}

Box throughLayer(const BoundLayer& layer, const Box& box)
{
    const Layer& l = layer.layer;
    switch (l.type) {
    case LayerType::Conv2d:
    case LayerType::Linear:
    case LayerType::BatchNorm2d: return affine(layer, box);
    case LayerType::Relu: return {at::relu(box.low), at::relu(box.high)};
    case LayerType::MaxPool2d:
        return {at::max_pool2d(box.low, l.kernel, l.stride), at::max_pool2d(box.high, l.kernel, l.stride)};
    case LayerType::AvgPool2d:
        return {at::avg_pool2d(box.low, l.kernel, l.stride), at::avg_pool2d(box.high, l.kernel, l.stride)};
    case LayerType::Flatten: return {box.low.flatten(1), box.high.flatten(1)};
    case LayerType::Dropout: break;
    }
    return box;
}

at::Tensor intervalMargins(const std::vector<BoundLayer>& layers, Box box, const at::Tensor& labels)
{
    for (std::size_t i = 0; i + 1 < layers.size(); ++i)
        box = throughLayer(layers[i], box);
    if (layers.back().layer.type == LayerType::Linear)
        return mergedMargins(layers.back(), box.centre(), box.radius(), labels);
    const at::Tensor column = labels.unsqueeze(1);
    box = throughLayer(layers.back(), box);
    return (box.high - box.low.gather(1, column)).scatter(1, column, 0.0);
}

} // namespace epsilonlab
