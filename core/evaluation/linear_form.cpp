// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/linear_form.h"

#include <ATen/ATen.h>

#include <limits>
#include <utility>

namespace epsilonlab {

namespace {

// Rows and columns at the end of the input that no window reaches, so that the transposed map has the input's
// size again.
std::vector<std::int64_t> unreached(const Layer& layer, const at::Tensor& input, const at::Tensor& output)
{
    std::vector<std::int64_t> rest;
    for (const std::int64_t dim : {2, 3})
        rest.push_back(
            input.size(dim) - ((output.size(dim) - 1) * layer.stride - 2 * layer.padding + layer.kernel));
    return rest;
}

/// The windows of a max-pool: which input has the largest lower bound, and whether it surely wins.
struct Windows
{
    at::Tensor winner; ///< N x C x L, positions in the plane of H * W
    at::Tensor isSure; ///< N x C x L bool
    at::Tensor highest; ///< N x C x L, largest upper bound
};

Windows windowsOf(const Layer& layer, const Box& input)
{
    const std::int64_t area = static_cast<std::int64_t>(layer.kernel) * layer.kernel;
    const auto columns = [&](const at::Tensor& x) {
        return at::im2col(x, {layer.kernel, layer.kernel}, {1, 1}, {0, 0}, {layer.stride, layer.stride})
            .view({x.size(0), x.size(1), area, -1});
    };
    const at::Tensor low = columns(input.low);
    const at::Tensor high = columns(input.high);
    const at::Tensor best = low.argmax(2, true);
    const at::Tensor positions = columns(
        at::arange(input.low.size(2) * input.low.size(3), at::kFloat).view({1, 1, input.low.size(2), -1}))
                                     .expand_as(low);
    const at::Tensor others = high.scatter(2, best, -std::numeric_limits<float>::infinity()).amax(2);
    return {positions.gather(2, best).squeeze(2).to(at::kLong), low.gather(2, best).squeeze(2) >= others,
        high.amax(2)};
}

} // namespace

LinearForm::LinearForm(at::Tensor coefficients)
    : m_a(std::move(coefficients))
    , m_b(at::zeros({m_a.size(0), m_a.size(1)}))
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
        shape.insert(shape.begin() + 1, m_a.size(1));
        m_a = m_a.reshape(shape);
        return;
    }
    case LayerType::Dropout: return;
    }
}

at::Tensor LinearForm::maximumOver(const Box& box) const
{
    const at::Tensor a = m_a.flatten(2);
    const auto times = [](const at::Tensor& matrix, const at::Tensor& x) {
        return at::bmm(matrix, x.flatten(1).unsqueeze(2)).squeeze(2);
    };
    return times(a, box.centre()) + times(a.abs(), box.radius()) + m_b;
}

void LinearForm::throughLinear(const BoundLayer& layer)
{
    m_b = m_b + m_a.matmul(layer.bias);
    m_a = m_a.matmul(layer.weight);
}

// As a convolution's way back, with images and functions as one batch.
void LinearForm::transposed(const BoundLayer& convolution, const Box& input, std::int64_t groups)
{
    const Layer& l = convolution.layer;
    const std::int64_t images = m_a.size(0), functions = m_a.size(1);
    const at::Tensor a = m_a.flatten(0, 1);
    const at::Tensor back = at::conv_transpose2d(
        a, convolution.weight, {}, l.stride, l.padding, unreached(l, input.low, a), groups);
    m_a = back.view({images, functions, back.size(1), back.size(2), back.size(3)});
}

void LinearForm::throughConvolution(const BoundLayer& layer, const Box& input)
{
    m_b = m_b + m_a.sum({3, 4}).matmul(layer.bias);
    transposed(layer, input, 1);
}

void LinearForm::throughBatchNorm(const BoundLayer& layer)
{
    m_b = m_b + m_a.sum({3, 4}).matmul(layer.bias);
    m_a = m_a * layer.weight.view({1, 1, -1, 1, 1});
}

void LinearForm::throughRelu(const Box& input)
{
    const at::Tensor& low = input.low;
    const at::Tensor& high = input.high;
    const at::Tensor isOpen = (low < 0) & (high > 0);
    const at::Tensor isOn = (low >= 0).to(at::kFloat);
    // Where the sign is known the division is not used, and must not give its gradient a NaN.
    const at::Tensor width = at::where(isOpen, high - low, at::ones_like(low));
    const at::Tensor upperSlope = at::where(isOpen, high / width, isOn);
    const at::Tensor upperOffset = at::where(isOpen, -low * upperSlope, at::zeros_like(low));
    const at::Tensor lowerSlope = at::where(isOpen, (high > -low).to(at::kFloat), isOn);
    const at::Tensor above = m_a.clamp_min(0.0);
    m_b = m_b + at::bmm(above.flatten(2), upperOffset.flatten(1).unsqueeze(2)).squeeze(2);
    m_a = above * upperSlope.unsqueeze(1) + m_a.clamp_max(0.0) * lowerSlope.unsqueeze(1);
}

void LinearForm::throughMaxPool(const Layer& layer, const Box& input)
{
    const Windows windows = windowsOf(layer, input);
    const at::Tensor a = m_a.flatten(3); // N x S x C x L
    const at::Tensor isSure = windows.isSure.unsqueeze(1);
    const at::Tensor constant
        = at::where(windows.isSure, at::zeros_like(windows.highest), windows.highest).unsqueeze(1);
    m_b = m_b + (a.clamp_min(0.0) * constant).sum({2, 3});
    const at::Tensor kept = at::where(isSure, a, a.clamp_max(0.0));
    const std::int64_t plane = input.low.size(2) * input.low.size(3);
    m_a = at::zeros({a.size(0), a.size(1), a.size(2), plane})
              .scatter_add(3, windows.winner.unsqueeze(1).expand_as(a), kept)
              .view({a.size(0), a.size(1), a.size(2), input.low.size(2), input.low.size(3)});
}

void LinearForm::throughAvgPool(const Layer& layer, const Box& input)
{
    const std::int64_t channels = m_a.size(2);
    const double share = 1.0 / (static_cast<double>(layer.kernel) * layer.kernel);
    BoundLayer mean{layer, at::full({channels, 1, layer.kernel, layer.kernel}, share, at::kFloat), {}};
    mean.layer.padding = 0;
    transposed(mean, input, channels);
}

} // namespace epsilonlab
