// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/pass.h"
#include "kernels/windows.h"

#include <algorithm>

namespace epsilonlab::kernels {

void Pass::backward(const float* cotangents, float* images, const std::vector<float*>& weights,
    std::vector<LinearFactors>* factors)
{
    const std::size_t border = plan().firstLinear();
    const bool wantsWeights = !weights.empty();
    if (wantsWeights)
        clearWeightGradients();
    readCotangents(cotangents);
    for (std::size_t step = plan().steps().size(); step-- > border;) {
        if (wantsWeights && plan().steps()[step].kind == StepKind::Linear)
            linearWeightGradient(step, weights, factors);
        if (step > 0 || images != nullptr)
            backFlat(step);
    }
    if (border == 0) {
        if (images != nullptr)
            std::copy_n(m_space->flatGradient.data(), m_n * plan().planes().front().flat(), images);
        return;
    }
    for (std::int64_t first = 0; first < m_n; first += plan().block())
        backBlock({first, std::min(plan().block(), m_n - first)}, images, wantsWeights);
    for (std::size_t step = 0; wantsWeights && step < border; ++step)
        finishWeightGradient(step, weights);
}

void Pass::readCotangents(const float* cotangents)
{
    const std::size_t last = plan().planes().size() - 1;
    const Plane& plane = plan().planes()[last];
    const std::vector<std::int32_t> order = Plan::naturalOrder(plane);
    float* to = last == plan().firstLinear() ? m_space->flatGradient.data() : m_space->gradients[last].data();
    for (std::int64_t image = 0; image < m_n; ++image, to += plane.flat())
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool passes = order[i] >= 0 && (!plane.isRectified || value(last, image)[i] > 0.0F);
            to[i] = passes ? cotangents[image * plan().classes() + order[i]] : 0.0F;
        }
}

void Pass::backFlat(std::size_t index)
{
    const Step& step = plan().steps()[index];
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    float* to
        = index == plan().firstLinear() ? m_space->flatGradient.data() : m_space->gradients[index].data();
    const float* from = m_space->gradients[index + 1].data();
    if (step.kind == StepKind::Linear) {
        Product product;
        product.a = from;
        product.aRows = m_space->flatRows[index + 1].data();
        product.rows = m_n;
        product.segmentLength = out.lanes;
        product.b = m_weights->backward(index).backward.front().data();
        product.columns = in.flat();
        product.c = to;
        product.cRows = m_space->flatRows[index].data();
        product.keep = isRectified(in) ? value(index, 0) : nullptr;
        product.keepRows = product.cRows;
        plan().set().multiply(product);
        return;
    }
    for (std::int64_t image = 0; image < m_n; ++image, to += in.flat(), from += out.flat())
        backScale(index, image, from, to);
}

// Of Scale, Pointwise and Dropout, whose planes have the same pixels.
void Pass::backScale(std::size_t index, std::int64_t image, const float* from, float* to)
{
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    if (plan().steps()[index].kind != StepKind::Dropout)
        scale(gradientWindow(index).reversed(), from, to,
            {m_weights->forward(index).forward.data(), nullptr, false});
    else
        multiplyByFactors(in, from, out.gradientLine(), to, in.gradientLine(), factorsOf(index, image));
    if (isRectified(in))
        maskGradient(in, value(index, image) + in.valueStart(), to);
}

void Pass::backBlock(const Block& block, float* images, bool wantsWeights)
{
    spreadFlatGradient(block);
    for (std::size_t step = plan().firstLinear(); step-- > 0;) {
        if (wantsWeights && plan().steps()[step].hasKernel())
            addWeightGradient(step, block);
        if (step > 0 || images != nullptr)
            back(step, block);
    }
    const Plane& plane = plan().planes().front();
    for (std::int64_t i = 0; images != nullptr && i < block.count; ++i)
        for (std::int64_t y = 0; y < plane.height; ++y) {
            const float* from = gradient(0, i) + plane.gradientStart() + y * plane.gradientLine();
            float* to = images + ((block.first + i) * plane.height + y) * plane.width;
            for (std::int64_t x = 0; x < plane.width; ++x)
                to[x] = from[x * plane.lanes];
        }
}

void Pass::spreadFlatGradient(const Block& block)
{
    const std::size_t border = plan().firstLinear();
    const Plane& plane = plan().planes()[border];
    const std::int64_t line = plane.width * plane.lanes;
    for (std::int64_t i = 0; i < block.count; ++i)
        for (std::int64_t y = 0; y < plane.height; ++y)
            std::copy_n(m_space->flatGradient.data() + (block.first + i) * plane.flat() + y * line, line,
                gradient(border, i) + plane.gradientStart() + y * plane.gradientLine());
}

void Pass::back(std::size_t index, const Block& block)
{
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const Step& step = plan().steps()[index];
    if (step.kind == StepKind::Convolution) {
        if (in.lanes == 1)
            backColumns(index, block);
        else
            backPhases(index, block);
        return;
    }
    for (std::int64_t i = 0; i < block.count; ++i) {
        float* to = gradient(index, i) + in.gradientStart();
        const float* from = gradient(index + 1, i) + out.gradientStart();
        if (step.kind == StepKind::MaxPool || step.kind == StepKind::AveragePool)
            backPool(index, block.first + i, from, to);
        else
            backScale(index, block.first + i, from, to);
    }
}

void Pass::backPool(std::size_t index, std::int64_t image, const float* from, float* to)
{
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const Step& step = plan().steps()[index];
    const float* x = value(index, image) + in.valueStart();
    const float* y = value(index + 1, image) + out.valueStart();
    const Window values = valueWindow(index), gradients = gradientWindow(index);
    const bool isApart = step.layer.stride >= step.layer.kernel;
    if (step.kind == StepKind::MaxPool && isApart) {
        plan().set().maxPoolBackward(values, x, y, gradients, from, to);
    } else {
        for (std::int64_t row = 0; row < in.height; ++row)
            std::fill_n(to + row * in.gradientLine(), in.width * in.lanes, 0.0F);
        if (step.kind == StepKind::MaxPool)
            overlappingMaxPoolBackward(values, x, gradients, from, to);
        else
            averagePoolBackward(gradients, from, to);
    }
    if (isRectified(in))
        maskGradient(in, x, to);
}

void Pass::backPhases(std::size_t index, const Block& block)
{
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const std::vector<Phase>& phases = plan().rows(index).phases;
    for (std::size_t i = 0; i < phases.size(); ++i) {
        const Phase& phase = phases[i];
        Product product;
        product.a = gradient(index + 1, 0);
        product.aRows = phase.gradientRows.data();
        product.rows = static_cast<std::int64_t>(phase.inputRows.size()) / plan().block() * block.count;
        product.segments = phase.tapsY;
        product.segmentLength = phase.tapsX * out.lanes;
        product.segmentStep = out.gradientLine();
        product.b = m_weights->backward(index).backward[i].data();
        product.columns = in.lanes;
        product.c = gradient(index, 0);
        product.cRows = phase.inputRows.data();
        product.keep = isRectified(in) ? value(index, block.first) : nullptr;
        product.keepRows = phase.valueRows.data();
        plan().set().multiply(product);
    }
}

void Pass::backColumns(std::size_t index, const Block& block)
{
    const Plane &in = plan().planes()[index], &out = plan().planes()[index + 1];
    const ConvolutionRows& rows = plan().rows(index);
    const Layer& layer = plan().steps()[index].layer;
    const std::int64_t pixels = out.height * out.width, vector = plan().set().vectorFloats;
    Product product;
    product.a = gradient(index + 1, 0);
    product.aRows = rows.gradients.data();
    product.rows = block.count * pixels;
    product.segmentLength = out.lanes;
    product.b = m_weights->backward(index).backward.front().data();
    product.columns = (layer.kernel * rows.columnWidth + vector - 1) / vector * vector;
    product.c = m_space->columns.data();
    product.cRows = rows.columns.data();
    plan().set().multiply(product);
    for (std::int64_t i = 0; i < block.count; ++i) {
        float* to = gradient(index, i);
        std::fill_n(to, in.gradientSize(), 0.0F);
        addColumns(out, layer, rows.columnWidth, m_space->columns.data() + i * pixels * product.columns,
            product.columns, to, in.gradientLine());
        if (isRectified(in))
            maskGradient(in, value(index, block.first + i) + in.valueStart(), to + in.gradientStart());
    }
}

} // namespace epsilonlab::kernels
