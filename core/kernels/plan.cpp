// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/plan.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

namespace epsilonlab::kernels {

namespace {

// Values and gradients of a block: half of a small second-level cache.
constexpr std::int64_t kBlockFloats = 49'152;
constexpr std::int64_t kLargestBlock = 16;

std::int64_t floorDivided(std::int64_t value, std::int64_t by)
{
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

std::int64_t filledUp(std::int64_t count, std::int64_t to)
{
    return (count + to - 1) / to * to;
}

StepKind kindOf(LayerType type)
{
    switch (type) {
    case LayerType::Conv2d: return StepKind::Convolution;
    case LayerType::MaxPool2d: return StepKind::MaxPool;
    case LayerType::AvgPool2d: return StepKind::AveragePool;
    case LayerType::BatchNorm2d:
    case LayerType::Relu: return StepKind::Scale;
    case LayerType::Dropout: return StepKind::Dropout;
    case LayerType::Linear:
    case LayerType::Flatten: break;
    }
    return StepKind::Linear;
}

// Max-pool and ReLU commute; the pool first is cheaper.
std::vector<std::size_t> runningOrder(const std::vector<Layer>& layers)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < layers.size(); ++i)
        order.push_back(i);
    for (std::size_t i = 1; i < order.size(); ++i)
        if (layers[order[i]].type == LayerType::MaxPool2d && layers[order[i - 1]].type == LayerType::Relu)
            std::swap(order[i], order[i - 1]);
    return order;
}

// From one channel to one, and behind it nothing before the next convolution or linear layer whose loop wants
// whole vectors of channels.
bool isPointwise(const std::vector<Layer>& layers, const std::vector<std::size_t>& order, std::size_t at)
{
    const Layer& layer = layers[order[at]];
    if (layer.type != LayerType::Conv2d || layer.in != 1 || layer.out != 1 || layer.kernel != 1
        || layer.stride != 1 || layer.padding != 0)
        return false;
    while (++at < order.size())
        switch (layers[order[at]].type) {
        case LayerType::Relu:
        case LayerType::Dropout:
        case LayerType::BatchNorm2d: continue;
        case LayerType::Conv2d:
        case LayerType::Flatten: return true;
        default: return false;
        }
    return false;
}

} // namespace

Plan::Plan(const Architecture& architecture, const KernelSet& set)
    : m_set(set)
    , m_classes(architecture.classes)
{
    addSteps(architecture);
    setBorders();
    m_firstLinear = 0;
    while (m_firstLinear < m_steps.size() && m_steps[m_firstLinear].kind != StepKind::Linear)
        ++m_firstLinear;
    chooseBlock();
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        m_rows.push_back(m_steps[i].kind == StepKind::Convolution ? rowsOf(i) : ConvolutionRows{});
}

void Plan::addSteps(const Architecture& architecture)
{
    const auto specs = architecture.tensors();
    const std::vector<std::size_t> order = runningOrder(architecture.layers);
    const LayerType first = architecture.layers[order[0]].type;
    Plane input;
    // The loops of the other layers work on whole vectors.
    if (first != LayerType::Conv2d && first != LayerType::Flatten)
        input.lanes = m_set.vectorFloats;
    m_planes.push_back(input);
    for (std::size_t at = 0; at < order.size(); ++at) {
        const std::size_t index = order[at];
        Step step;
        step.layer = architecture.layers[index];
        step.index = index;
        if (step.layer.type == LayerType::Flatten)
            continue;
        if (step.layer.type == LayerType::Relu && !m_steps.empty()
            && m_steps.back().kind != StepKind::Dropout) {
            m_planes.back().isRectified = true;
            continue;
        }
        step.kind = m_planes.back().lanes == 1 && isPointwise(architecture.layers, order, at)
            ? StepKind::Pointwise
            : kindOf(step.layer.type);
        step.isNormalising = step.layer.type == LayerType::BatchNorm2d;
        while (step.firstTensor < specs.size() && specs[step.firstTensor].layer != index)
            ++step.firstTensor;
        m_steps.push_back(step);
        addPlane(step);
    }
}

void Plan::addPlane(const Step& step)
{
    const Plane& in = m_planes.back();
    const Layer& layer = step.layer;
    Plane out = in;
    out.isRectified
        = step.layer.type == LayerType::Relu || (step.kind == StepKind::Dropout && in.isRectified);
    const bool isOneToOne
        = step.kind == StepKind::Scale || step.kind == StepKind::Dropout || step.kind == StepKind::Pointwise;
    if (step.kind == StepKind::Linear) {
        out.channels = layer.out;
        out.height = out.width = 1;
    } else if (!isOneToOne) {
        out.height = (in.height + std::int64_t{2} * layer.padding - layer.kernel) / layer.stride + 1;
        out.width = (in.width + std::int64_t{2} * layer.padding - layer.kernel) / layer.stride + 1;
        if (step.kind == StepKind::Convolution)
            out.channels = layer.out;
    }
    if (!isOneToOne)
        out.lanes = filledUp(out.channels, m_set.vectorFloats);
    m_planes.push_back(out);
}

void Plan::setBorders()
{
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Layer& layer = m_steps[i].layer;
        if (m_steps[i].kind != StepKind::Convolution)
            continue;
        Plane& in = m_planes[i];
        in.border = layer.padding;
        if (in.lanes == 1) {
            // Column gradients are added to whole windows, borders included, in vectors of up to 8 past the
            // kernel.
            in.margin = layer.padding;
            in.slack = 16;
            continue;
        }
        Plane& out = m_planes[i + 1];
        for (const std::int64_t side : {in.height, in.width}) {
            const std::int64_t outSide = side == in.height ? out.height : out.width;
            for (std::int64_t at = 0; at < side; ++at) {
                const std::int64_t place = at + layer.padding;
                const std::int64_t taps
                    = (layer.kernel - place % layer.stride + layer.stride - 1) / layer.stride;
                const std::int64_t last = place / layer.stride;
                out.margin = std::max(
                    {out.margin, std::max<std::int64_t>(taps, 0) - 1 - last, last - (outSide - 1)});
            }
        }
    }
}

void Plan::chooseBlock()
{
    std::int64_t floats = 0;
    for (std::size_t i = 0; i <= m_firstLinear && i < m_planes.size(); ++i)
        floats += m_planes[i].valueSize() + m_planes[i].gradientSize();
    m_block = std::clamp<std::int64_t>(kBlockFloats / std::max<std::int64_t>(floats, 1), 1, kLargestBlock);
}

ConvolutionRows Plan::rowsOf(std::size_t step) const
{
    const Plane &in = m_planes[step], &out = m_planes[step + 1];
    const Layer& layer = m_steps[step].layer;
    ConvolutionRows rows;
    rows.columnWidth = filledUp(layer.kernel, layer.kernel <= 4 ? 4 : 8);
    const std::int64_t columns = filledUp(layer.kernel * rows.columnWidth, m_set.vectorFloats);
    for (std::int64_t image = 0; image < m_block; ++image)
        for (std::int64_t y = 0; y < out.height; ++y)
            for (std::int64_t x = 0; x < out.width; ++x) {
                const auto add = [](std::vector<std::int32_t>& list, std::int64_t place) {
                    list.push_back(static_cast<std::int32_t>(place));
                };
                add(rows.columns, static_cast<std::int64_t>(rows.windows.size()) * columns);
                add(rows.windows,
                    image * in.valueSize() + y * layer.stride * in.valueLine() + x * layer.stride * in.lanes);
                add(rows.outputs,
                    image * out.valueSize() + out.valueStart() + y * out.valueLine() + x * out.lanes);
                add(rows.gradients,
                    image * out.gradientSize() + out.gradientStart() + y * out.gradientLine()
                        + x * out.lanes);
            }
    if (in.lanes > 1)
        rows.phases = phasesOf(step);
    return rows;
}

std::vector<Phase> Plan::phasesOf(std::size_t step) const
{
    const Plane &in = m_planes[step], &out = m_planes[step + 1];
    const Layer& layer = m_steps[step].layer;
    const std::int64_t stride = layer.stride;
    std::vector<Phase> phases;
    for (std::int64_t y0 = 0; y0 < std::min(stride, in.height); ++y0)
        for (std::int64_t x0 = 0; x0 < std::min(stride, in.width); ++x0) {
            Phase phase;
            phase.y = y0;
            phase.x = x0;
            phase.kernelY = (y0 + layer.padding) % stride;
            phase.kernelX = (x0 + layer.padding) % stride;
            phase.tapsY = std::max<std::int64_t>(0, (layer.kernel - phase.kernelY + stride - 1) / stride);
            phase.tapsX = std::max<std::int64_t>(0, (layer.kernel - phase.kernelX + stride - 1) / stride);
            for (std::int64_t image = 0; image < m_block; ++image)
                for (std::int64_t y = y0; y < in.height; y += stride)
                    for (std::int64_t x = x0; x < in.width; x += stride) {
                        const std::int64_t top = floorDivided(y + layer.padding, stride) - phase.tapsY + 1;
                        const std::int64_t left = floorDivided(x + layer.padding, stride) - phase.tapsX + 1;
                        phase.gradientRows.push_back(static_cast<std::int32_t>(image * out.gradientSize()
                            + out.gradientStart() + top * out.gradientLine() + left * out.lanes));
                        phase.inputRows.push_back(static_cast<std::int32_t>(image * in.gradientSize()
                            + in.gradientStart() + y * in.gradientLine() + x * in.lanes));
                        phase.valueRows.push_back(static_cast<std::int32_t>(
                            image * in.valueSize() + in.valueStart() + y * in.valueLine() + x * in.lanes));
                    }
            phases.push_back(std::move(phase));
        }
    return phases;
}

std::vector<std::int32_t> Plan::naturalOrder(const Plane& plane)
{
    std::vector<std::int32_t> order;
    for (std::int64_t pixel = 0; pixel < plane.height * plane.width; ++pixel)
        for (std::int64_t lane = 0; lane < plane.lanes; ++lane)
            order.push_back(lane < plane.channels
                    ? static_cast<std::int32_t>(lane * plane.height * plane.width + pixel)
                    : -1);
    return order;
}

std::shared_ptr<const Plan> planOf(const Architecture& architecture, const KernelSet& set)
{
    static std::mutex mutex; // protects plans
    static std::map<std::string, std::shared_ptr<const Plan>> plans;
    const std::string key = set.name + architecture.json();
    const std::lock_guard lock(mutex);
    std::shared_ptr<const Plan>& plan = plans[key];
    if (!plan)
        plan = std::make_shared<const Plan>(architecture, set);
    return plan;
}

} // namespace epsilonlab::kernels
