// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/linear_form.h"

#include <ATen/ATen.h>

#include <limits>
#include <utility>

namespace epsilonlab {

namespace {

at::Tensor rowSums(const at::Tensor& x)
{
    return x.flatten(1).sum(1);
}

// Rows and columns at the end of the input that no window reaches, so that the transposed map has the input's size again.
std::vector<std::int64_t> unreached(const Layer& layer, const at::Tensor& input, const at::Tensor& output)
{
    std::vector<std::int64_t> rest;
    for (const std::int64_t dim : {2, 3})
        rest.push_back(input.size(dim) - ((output.size(dim) - 1) * layer.stride - 2 * layer.padding + layer.kernel));
    return rest;
}

/// The windows of a max-pool over one image: which input has the largest lower bound, and whether it surely wins.
struct Windows
{
    at::Tensor winner;  ///< C x L, positions in the plane of H * W
    at::Tensor isSure;  ///< C x L bool
    at::Tensor highest; ///< C x L, largest upper bound
};

Windows windowsOf(const Layer& layer, const Box& input)
{
    const std::int64_t channels = input.low.size(1);
    const std::int64_t area = static_cast<std::int64_t>(layer.kernel) * layer.kernel;
    const auto columns = [&](const at::Tensor& x) {
        return at::im2col(x, {layer.kernel, layer.kernel}, {1, 1}, {0, 0}, {layer.stride, layer.stride})
            .view({channels, area, -1});
    };
    const at::Tensor low = columns(input.low);
    const at::Tensor high = columns(input.high);
    const at::Tensor best = low.argmax(1, true);
    const at::Tensor positions
        = columns(at::arange(input.low.size(2) * input.low.size(3), at::kFloat).view({1, 1, input.low.size(2), -1})
                      .expand({1, channels, -1, -1}).contiguous());
    const at::Tensor others = high.scatter(1, best, -std::numeric_limits<float>::infinity()).amax(1);
    return {positions.gather(1, best).squeeze(1).to(at::kLong), low.gather(1, best).squeeze(1) >= others, high.amax(1)};
}

} // namespace

LinearForm::LinearForm(at::Tensor coefficients)
    : m_a(std::move(coefficients))
    , m_b(at::zeros({m_a.size(0)}))
{
}

void LinearForm::throughLayer(const BoundLayer& layer, const Box& input)
{
    switch (layer.layer.type) {
    case LayerType::Linear: return throughLinear(layer);
    case LayerType::Conv2d: return throughConvolution(layer, input);
    case LayerType::BatchNorm2d: return throughBatchNorm(layer);
    case LayerType::Relu: return throughRelu(input);
    case LayerType::MaxPool2d: return throughMaxPool(layer.layer, input);
    case LayerType::AvgPool2d: return throughAvgPool(layer.layer, input);
    case LayerType::Flatten: {
        std::vector<std::int64_t> shape = input.low.sizes().vec();
        shape[0] = m_a.size(0);
        m_a = m_a.view(shape);
        return;
    }
    case LayerType::Dropout: return;
    }
}

at::Tensor LinearForm::maximumOver(const Box& box) const
{
    const at::Tensor a = m_a.flatten(1);
    return a.mv(box.centre().flatten()) + a.abs().mv(box.radius().flatten()) + m_b;
}

void LinearForm::throughLinear(const BoundLayer& layer)
{
    m_b = m_b + m_a.mv(layer.bias);
    m_a = m_a.mm(layer.weight);
}

void LinearForm::throughConvolution(const BoundLayer& layer, const Box& input)
{
    const Layer& l = layer.layer;
    m_b = m_b + m_a.sum({2, 3}).mv(layer.bias);
    m_a = at::conv_transpose2d(m_a, layer.weight, {}, l.stride, l.padding, unreached(l, input.low, m_a));
}

void LinearForm::throughBatchNorm(const BoundLayer& layer)
{
    m_b = m_b + m_a.sum({2, 3}).mv(layer.bias);
    m_a = m_a * layer.weight.view({1, -1, 1, 1});
}

void LinearForm::throughRelu(const Box& input)
{
    const at::Tensor& low = input.low;
    const at::Tensor& high = input.high;
    const at::Tensor isOpen = (low < 0) & (high > 0);
    const at::Tensor isOn = (low >= 0).to(at::kFloat);
    const at::Tensor upperSlope = at::where(isOpen, high / (high - low).clamp_min(1e-30), isOn);
    const at::Tensor upperOffset = at::where(isOpen, -low * upperSlope, at::zeros_like(low));
    const at::Tensor lowerSlope = at::where(isOpen, (high > -low).to(at::kFloat), isOn);
    const at::Tensor above = m_a.clamp_min(0.0);
    m_b = m_b + above.flatten(1).mv(upperOffset.flatten());
    m_a = above.mul_(upperSlope).add_(m_a.clamp_max(0.0).mul_(lowerSlope));
}

void LinearForm::throughMaxPool(const Layer& layer, const Box& input)
{
    const Windows windows = windowsOf(layer, input);
    const std::int64_t rows = m_a.size(0);
    const std::int64_t channels = m_a.size(1);
    const at::Tensor a = m_a.view({rows, channels, -1});
    const at::Tensor above = a.clamp_min(0.0);
    const at::Tensor constant = at::where(windows.isSure, at::zeros_like(windows.highest), windows.highest);
    m_b = m_b + rowSums(above * constant);
    const at::Tensor kept = at::where(windows.isSure, a, a.clamp_max(0.0));
    const std::int64_t plane = input.low.size(2) * input.low.size(3);
    m_a = at::zeros({rows, channels, plane})
              .scatter_add_(2, windows.winner.unsqueeze(0).expand({rows, -1, -1}), kept)
              .view({rows, channels, input.low.size(2), input.low.size(3)});
}

void LinearForm::throughAvgPool(const Layer& layer, const Box& input)
{
    const std::int64_t channels = m_a.size(1);
    const double share = 1.0 / (static_cast<double>(layer.kernel) * layer.kernel);
    const at::Tensor weight = at::full({channels, 1, layer.kernel, layer.kernel}, share, at::kFloat);
    m_a = at::conv_transpose2d(m_a, weight, {}, layer.stride, 0, unreached(layer, input.low, m_a), channels);
}

} // namespace epsilonlab
