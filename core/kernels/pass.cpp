// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/pass.h"
#include "kernels/windows.h"

#include <algorithm>
#include <utility>

namespace epsilonlab::kernels {

namespace {

std::int64_t numbersOf(const Plane& plane)
{
    return plane.channels * plane.height * plane.width;
}

} // namespace

Pass::Pass(std::shared_ptr<const PackedWeights> weights, const float* images, std::int64_t n,
    const DropoutFactors& dropout)
    : m_weights(std::move(weights))
    , m_n(n)
    , m_space(m_weights->sharedPlan(), n)
    , m_dropout(plan().steps().size())
{
    const std::size_t border = plan().firstLinear();
    for (std::size_t step = 0; dropout && step < plan().steps().size(); ++step)
        if (plan().steps()[step].kind == StepKind::Dropout)
            m_dropout[step] = dropout(plan().steps()[step], n * numbersOf(plan().planes()[step]));
    for (std::int64_t first = 0; first < n; first += plan().block()) {
        const Block block{first, std::min(plan().block(), n - first)};
        readImages(images, block);
        for (std::size_t step = 0; step < border; ++step)
            forward(step, block);
    }
    for (std::size_t step = border; step < plan().steps().size(); ++step)
        forward(step, {0, n});
}

Pass::Pass(std::shared_ptr<const PackedWeights> weights, std::int64_t n)
    : m_weights(std::move(weights))
    , m_n(n)
    , m_rectifies(false)
    , m_space(m_weights->sharedPlan(), n)
    , m_dropout(plan().steps().size())
{
}

float* Pass::value(std::size_t plane, std::int64_t image) const
{
    return m_space->values[plane].data() + image * plan().planes()[plane].valueSize();
}

float* Pass::gradient(std::size_t plane, std::int64_t image) const
{
    return m_space->gradients[plane].data() + image * plan().planes()[plane].gradientSize();
}

void Pass::readImages(const float* images, const Block& block)
{
    const Plane& plane = plan().planes().front();
    for (std::int64_t image = block.first; image < block.first + block.count; ++image)
        for (std::int64_t y = 0; y < plane.height; ++y) {
            const float* from = images + (image * plane.height + y) * plane.width;
            float* to = value(0, image) + plane.valueStart() + y * plane.valueLine();
            for (std::int64_t x = 0; x < plane.width; ++x)
                to[x * plane.lanes] = from[x];
        }
}

void Pass::forward(std::size_t index, const Block& block)
{
    const Step& step = plan().steps()[index];
    if (step.kind != StepKind::Convolution && step.kind != StepKind::Linear) {
        forwardWindows(index, block);
        return;
    }
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const PackedStep& packed = m_weights->forward(index);
    Product product;
    product.a = value(index, block.first);
    product.b = packed.forward.data();
    product.bias = packed.bias.data();
    product.c = value(index + 1, block.first);
    product.columns = out.lanes;
    product.isRectified = isRectified(out);
    if (step.kind == StepKind::Linear) {
        product.aRows = m_space->flatRows[index].data();
        product.cRows = m_space->flatRows[index + 1].data();
        product.rows = block.count;
        product.segmentLength = in.flat();
    } else {
        const ConvolutionRows& rows = plan().rows(index);
        product.aRows = rows.windows.data();
        product.cRows = rows.outputs.data();
        product.rows = block.count * out.height * out.width;
        product.segments = step.layer.kernel;
        product.segmentLength = step.layer.kernel * in.lanes;
        product.segmentStep = in.valueLine();
    }
    plan().set().multiply(product);
}

Window Pass::valueWindow(std::size_t step) const
{
    const Plane &in = plan().planes()[step], &out = plan().planes()[step + 1];
    const Layer& layer = plan().steps()[step].layer;
    return {in.lanes, out.height, out.width, layer.kernel, layer.stride, in.valueLine(), in.lanes,
        out.valueLine(), out.lanes};
}

Window Pass::gradientWindow(std::size_t step) const
{
    const Plane &in = plan().planes()[step], &out = plan().planes()[step + 1];
    const Layer& layer = plan().steps()[step].layer;
    return {in.lanes, out.height, out.width, layer.kernel, layer.stride, in.gradientLine(), in.lanes,
        out.gradientLine(), out.lanes};
}

void Pass::forwardWindows(std::size_t index, const Block& block)
{
    const Step& step = plan().steps()[index];
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const PackedStep& packed = m_weights->forward(index);
    for (std::int64_t image = block.first; image < block.first + block.count; ++image) {
        const float* x = value(index, image) + in.valueStart();
        float* y = value(index + 1, image) + out.valueStart();
        const Window window = valueWindow(index);
        if (step.kind == StepKind::MaxPool)
            plan().set().maxPool(window, x, y, isRectified(out));
        else if (step.kind == StepKind::AveragePool)
            averagePool(window, x, y, isRectified(out));
        else if (step.kind == StepKind::Scale || step.kind == StepKind::Pointwise)
            scale(window, x, y, {packed.forward.data(), packed.bias.data(), isRectified(out)});
        else
            multiplyByFactors(out, x, in.valueLine(), y, out.valueLine(), factorsOf(index, image));
    }
}

const float* Pass::factorsOf(std::size_t step, std::int64_t image) const
{
    const Plane& plane = plan().planes()[step];
    const std::vector<float>& factors = m_dropout[step];
    return factors.empty() ? nullptr : factors.data() + image * numbersOf(plane);
}

void Pass::logits(float* out) const
{
    const std::size_t last = plan().planes().size() - 1;
    const std::vector<std::int32_t> order = Plan::naturalOrder(plan().planes()[last]);
    for (std::int64_t image = 0; image < m_n; ++image) {
        const float* from = value(last, image);
        for (std::size_t i = 0; i < order.size(); ++i)
            if (order[i] >= 0)
                out[image * plan().classes() + order[i]] = from[i];
    }
}

} // namespace epsilonlab::kernels
