// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/pass.h"

#include <algorithm>

namespace epsilonlab::kernels {

void Pass::clearWeightGradients()
{
    m_kernelGradients.resize(plan().firstLinear());
    m_biasGradients.resize(plan().firstLinear());
    for (std::size_t step = 0; step < plan().firstLinear(); ++step) {
        if (!plan().steps()[step].hasKernel())
            continue;
        const std::int64_t side = plan().steps()[step].layer.kernel, lanes = plan().planes()[step + 1].lanes;
        m_kernelGradients[step] = Floats(side * side * plan().planes()[step].lanes * lanes);
        m_biasGradients[step] = Floats(lanes);
    }
}

void Pass::addPointwiseGradient(std::size_t index, const Block& block)
{
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    for (std::int64_t i = 0; i < block.count; ++i)
        for (std::int64_t y = 0; y < in.height; ++y) {
            const float* x = value(index, block.first + i) + in.valueStart() + y * in.valueLine();
            const float* g = gradient(index + 1, i) + out.gradientStart() + y * out.gradientLine();
            float product = 0.0F, sum = 0.0F;
            for (std::int64_t j = 0; j < in.width; ++j) {
                product += x[j] * g[j];
                sum += g[j];
            }
            *m_kernelGradients[index].data() += product;
            *m_biasGradients[index].data() += sum;
        }
}

void Pass::addWeightGradient(std::size_t index, const Block& block)
{
    if (plan().steps()[index].kind == StepKind::Pointwise) {
        addPointwiseGradient(index, block);
        return;
    }
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const std::int64_t side = plan().steps()[index].layer.kernel;
    const ConvolutionRows& rows = plan().rows(index);
    OuterProduct product;
    product.a = value(index, block.first);
    product.aRows = rows.windows.data();
    product.rows = block.count * out.height * out.width;
    product.segments = side;
    product.segmentLength = side * in.lanes;
    product.segmentStep = in.valueLine();
    product.d = gradient(index + 1, 0);
    product.dRows = rows.gradients.data();
    product.columns = product.wStep = out.lanes;
    product.w = m_kernelGradients[index].data();
    plan().set().addOuter(product);
    float* bias = m_biasGradients[index].data();
    for (std::int64_t row = 0; row < product.rows; ++row)
        for (std::int64_t lane = 0; lane < out.lanes; ++lane)
            bias[lane] += product.d[product.dRows[row] + lane];
}

void Pass::finishWeightGradient(std::size_t index, const std::vector<float*>& weights)
{
    const Step& step = plan().steps()[index];
    if (!step.hasKernel())
        return;
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const std::int64_t area = static_cast<std::int64_t>(step.layer.kernel) * step.layer.kernel;
    const float* from = m_kernelGradients[index].data();
    if (float* weight = weights[step.firstTensor]; weight != nullptr)
        for (std::int64_t o = 0; o < out.channels; ++o)
            for (std::int64_t i = 0; i < in.channels; ++i)
                for (std::int64_t tap = 0; tap < area; ++tap)
                    weight[(o * in.channels + i) * area + tap] = from[(tap * in.lanes + i) * out.lanes + o];
    if (float* bias = weights[step.firstTensor + 1]; bias != nullptr)
        std::copy_n(m_biasGradients[index].data(), out.channels, bias);
}

// What came into a linear layer, in torch's order; images as far apart as in the plane.
Floats Pass::naturalInputs(std::size_t index) const
{
    const Plane& in = plan().planes()[index];
    const std::vector<std::int32_t> order = Plan::naturalOrder(in);
    Floats natural(m_n * in.flat());
    for (std::int64_t image = 0; image < m_n; ++image) {
        const float* x = value(index, image);
        float* to = natural.data() + image * in.flat();
        for (std::size_t i = 0; i < order.size(); ++i)
            if (order[i] >= 0)
                to[order[i]] = x[i];
    }
    return natural;
}

LinearFactors Pass::linearFactors(std::size_t index) const
{
    const Step& step = plan().steps()[index];
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    LinearFactors factors{
        step.firstTensor, m_n, out.channels, step.layer.in, out.flat(), in.flat(), {}, naturalInputs(index)};
    factors.outputs = Floats(m_n * out.flat());
    std::copy_n(m_space->gradients[index + 1].data(), m_n * out.flat(), factors.outputs.data());
    return factors;
}

// In torch's own order from the start: the rows are outputs, the columns inputs.
void Pass::addLinearProduct(std::size_t index, float* weight)
{
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    OuterProduct product;
    product.a = m_space->gradients[index + 1].data();
    product.aRows = m_space->flatRows[index + 1].data();
    product.rows = m_n;
    product.segmentLength = out.channels;
    product.columns = product.wStep = plan().steps()[index].layer.in;
    product.d = value(index, 0);
    product.dRows = m_space->flatRows[index].data();
    product.w = weight;
    product.isFirst = true;
    Floats natural;
    if (in.lanes > 1 && in.height * in.width > 1) {
        natural = naturalInputs(index);
        product.d = natural.data();
    }
    plan().set().addOuter(product);
}

void Pass::linearWeightGradient(
    std::size_t index, const std::vector<float*>& weights, std::vector<LinearFactors>* factors)
{
    const Step& step = plan().steps()[index];
    const Plane& out = plan().planes()[index + 1];
    if (weights[step.firstTensor] != nullptr) {
        if (factors != nullptr && std::int64_t{step.layer.in} * step.layer.out >= kFactoredWeights)
            factors->push_back(linearFactors(index));
        else
            addLinearProduct(index, weights[step.firstTensor]);
    }
    float* bias = weights[step.firstTensor + 1];
    if (bias == nullptr)
        return;
    const float* from = m_space->gradients[index + 1].data();
    std::fill_n(bias, out.channels, 0.0F);
    for (std::int64_t image = 0; image < m_n; ++image)
        for (std::int64_t o = 0; o < out.channels; ++o)
            bias[o] += from[image * out.lanes + o];
}

} // namespace epsilonlab::kernels
