// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/packed_weights.h"

#include "kernels/paired_panels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace epsilonlab::kernels {

namespace {

/// A matrix of `depth` rows and `columns` columns in panels. Zeros where nothing is put.
class Panels
{
public:
    Panels(const KernelSet& set, std::int64_t depth, std::int64_t columns)
        : m_set(set)
        , m_wide(2 * set.vectorFloats)
        , m_depth(depth)
        , m_columns(columns)
        , m_floats(depth * columns)
    {
    }

    /// One column: row i at place + i * step.
    struct Column
    {
        float* place;
        std::int64_t step;
        float& operator[](std::int64_t row) const { return place[row * step]; }
    };
    Column column(std::int64_t index)
    {
        const std::int64_t first = index / m_wide * m_wide;
        return {m_floats.data() + first * m_depth + index - first, width(first)};
    }

    std::int64_t width(std::int64_t first) const
    {
        return first + m_wide <= m_columns ? m_wide : m_columns - first;
    }
    /// As `set` wants them; a row of A is so many runs.
    Floats take(std::int64_t segments)
    {
        return panelsFor(
            m_set, std::move(m_floats), {segments, segments > 0 ? m_depth / segments : 0, m_columns});
    }

private:
    const KernelSet& m_set;
    std::int64_t m_wide, m_depth, m_columns;
    Floats m_floats;
};

/// torch's kernel: out x in x side x side.
struct Kernel
{
    const float* data;
    std::int64_t in, side;
    float at(std::int64_t out, std::int64_t channel, std::int64_t y, std::int64_t x) const
    {
        return data[((out * in + channel) * side + y) * side + x];
    }
};

Floats packConvolution(const Plan& plan, std::size_t step, const float* weight)
{
    const Plane &in = plan.planes()[step], &out = plan.planes()[step + 1];
    const std::int64_t side = plan.steps()[step].layer.kernel;
    const Kernel kernel{weight, in.channels, side};
    Panels panels(plan.set(), side * side * in.lanes, out.lanes);
    for (std::int64_t o = 0; o < out.channels; ++o) {
        const Panels::Column column = panels.column(o);
        for (std::int64_t i = 0; i < in.channels; ++i)
            for (std::int64_t y = 0; y < side; ++y)
                for (std::int64_t x = 0; x < side; ++x)
                    column[(y * side + x) * in.lanes + i] = kernel.at(o, i, y, x);
    }
    return panels.take(side);
}

// Of the layer that one channel enters: for each outer gradient, what it gives to every pixel of its window.
Floats packColumns(const Plan& plan, std::size_t step, const float* weight)
{
    const Plane& out = plan.planes()[step + 1];
    const std::int64_t side = plan.steps()[step].layer.kernel, width = plan.rows(step).columnWidth;
    const std::int64_t vector = plan.set().vectorFloats;
    const Kernel kernel{weight, 1, side};
    Panels panels(plan.set(), out.lanes, (side * width + vector - 1) / vector * vector);
    for (std::int64_t y = 0; y < side; ++y)
        for (std::int64_t x = 0; x < side; ++x) {
            const Panels::Column column = panels.column(y * width + x);
            for (std::int64_t o = 0; o < out.channels; ++o)
                column[o] = kernel.at(o, 0, y, x);
        }
    return panels.take(1);
}

Floats packPhase(const Plan& plan, std::size_t step, const Phase& phase, const float* weight)
{
    const Plane &in = plan.planes()[step], &out = plan.planes()[step + 1];
    const Layer& layer = plan.steps()[step].layer;
    const Kernel kernel{weight, in.channels, layer.kernel};
    Panels panels(plan.set(), phase.tapsY * phase.tapsX * out.lanes, in.lanes);
    for (std::int64_t i = 0; i < in.channels; ++i) {
        const Panels::Column column = panels.column(i);
        for (std::int64_t y = 0; y < phase.tapsY; ++y)
            for (std::int64_t x = 0; x < phase.tapsX; ++x)
                for (std::int64_t o = 0; o < out.channels; ++o)
                    column[(y * phase.tapsX + x) * out.lanes + o]
                        = kernel.at(o, i, phase.kernelY + layer.stride * (phase.tapsY - 1 - y),
                            phase.kernelX + layer.stride * (phase.tapsX - 1 - x));
    }
    return panels.take(phase.tapsY);
}

// Sixteen of the inputs that lie side by side in torch, for all outputs of a panel, then the next sixteen:
// what is read stays in the first-level cache, although torch's order of the inputs of the first linear layer
// is not ours. They are put together aside, since their rows in the panel are often thousands of bytes apart
// and would drive each other out of the cache, number by number.
Floats packLinear(const Plan& plan, std::size_t step, const float* weight)
{
    constexpr std::int64_t kRun = 16;
    const Plane &in = plan.planes()[step], &out = plan.planes()[step + 1];
    const std::int64_t natural = plan.steps()[step].layer.in, pixels = in.height * in.width;
    // Channels side by side in torch too where there is one pixel, so the run goes over them.
    const std::int64_t outer = pixels > 1 ? in.channels : 1, inner = pixels > 1 ? pixels : in.channels;
    const std::int64_t innerStep = pixels > 1 ? in.lanes : 1; // in our order
    Panels panels(plan.set(), in.flat(), out.lanes);
    Floats rows(kRun * panelColumns(plan.set()));
    for (std::int64_t first = 0; first < out.channels; first += panelColumns(plan.set())) {
        const std::int64_t width = panels.width(first), used = std::min(width, out.channels - first);
        float* panel = panels.column(first).place;
        for (std::int64_t i = 0; i < outer; ++i)
            for (std::int64_t j = 0; j < inner; j += kRun) {
                const std::int64_t run = std::min(kRun, inner - j);
                const float* from = weight + first * natural + i * inner + j;
                for (std::int64_t o = 0; o < used; ++o, from += natural)
                    for (std::int64_t k = 0; k < run; ++k)
                        rows.data()[k * width + o] = from[k];
                float* to = panel + (i + j * innerStep) * width;
                for (std::int64_t k = 0; k < run; ++k)
                    std::copy_n(rows.data() + k * width, used, to + k * innerStep * width);
            }
    }
    return panels.take(1);
}

Floats packLinearBackward(const Plan& plan, std::size_t step, const float* weight)
{
    const Plane &in = plan.planes()[step], &out = plan.planes()[step + 1];
    const std::vector<std::int32_t> order = Plan::naturalOrder(in);
    const std::int64_t natural = plan.steps()[step].layer.in;
    Panels panels(plan.set(), out.lanes, in.flat());
    for (std::int64_t o = 0; o < out.channels; ++o)
        for (std::int64_t first = 0; first < in.flat(); first += panelColumns(plan.set())) {
            const std::int64_t width = panels.width(first);
            float* to = panels.column(first).place + o * width;
            for (std::int64_t k = 0; k < width; ++k)
                if (const std::int32_t from = order[static_cast<std::size_t>(first + k)]; from >= 0)
                    to[k] = weight[o * natural + from];
        }
    return panels.take(1);
}

Floats filled(const float* values, std::int64_t count, std::int64_t lanes)
{
    Floats floats(lanes);
    std::copy_n(values, count, floats.data());
    return floats;
}

} // namespace

PackedWeights::PackedWeights(std::shared_ptr<const Plan> plan, std::vector<const float*> tensors)
    : m_plan(std::move(plan))
    , m_tensors(std::move(tensors))
    , m_steps(m_plan->steps().size())
    , m_hasForward(m_steps.size())
    , m_hasBackward(m_steps.size())
{
}

void PackedWeights::packForward(std::size_t index) const
{
    const Step& step = m_plan->steps()[index];
    const Plane& out = m_plan->planes()[index + 1];
    PackedStep& packed = m_steps[index];
    if (step.kind == StepKind::Convolution)
        packed.forward = packConvolution(*m_plan, index, weight(index));
    if (step.kind == StepKind::Linear)
        packed.forward = packLinear(*m_plan, index, weight(index));
    if (step.kind == StepKind::Convolution || step.kind == StepKind::Linear)
        packed.bias = filled(m_tensors[step.firstTensor + 1], out.channels, out.lanes);
    if (step.kind == StepKind::Pointwise) {
        packed.forward = filled(weight(index), 1, out.lanes);
        packed.bias = filled(m_tensors[step.firstTensor + 1], 1, out.lanes);
    }
    if (step.kind != StepKind::Scale)
        return;
    packed.forward = Floats(out.lanes);
    packed.bias = Floats(out.lanes);
    for (std::int64_t i = 0; i < out.channels; ++i) {
        float factor = 1.0F, shift = 0.0F;
        if (step.isNormalising) {
            const float* const* t = m_tensors.data() + step.firstTensor; // weight, bias, running mean,
                                                                         // running variance
            factor = static_cast<float>(t[0][i] / std::sqrt(t[3][i] + kBatchNormEpsilon));
            shift = t[1][i] - t[2][i] * factor;
        }
        packed.forward.data()[i] = factor;
        packed.bias.data()[i] = shift;
    }
}

void PackedWeights::packBackward(std::size_t index) const
{
    const Step& step = m_plan->steps()[index];
    std::vector<Floats>& backward = m_steps[index].backward;
    if (step.kind == StepKind::Linear)
        backward.push_back(packLinearBackward(*m_plan, index, weight(index)));
    if (step.kind != StepKind::Convolution)
        return;
    for (const Phase& phase : m_plan->rows(index).phases)
        backward.push_back(packPhase(*m_plan, index, phase, weight(index)));
    if (backward.empty())
        backward.push_back(packColumns(*m_plan, index, weight(index)));
}

const PackedStep& PackedWeights::forward(std::size_t step) const
{
    std::call_once(m_hasForward[step], [&] { packForward(step); });
    return m_steps[step];
}

const PackedStep& PackedWeights::backward(std::size_t step) const
{
    std::call_once(m_hasBackward[step], [&] { packBackward(step); });
    return m_steps[step];
}

void PackedWeights::pack(std::size_t part) const
{
    // By size: linear layers, which hold most of the weights, stand at the end.
    const std::size_t step = m_steps.size() - 1 - part / 2;
    if (part % 2 == 0)
        static_cast<void>(forward(step));
    else
        static_cast<void>(backward(step));
}

} // namespace epsilonlab::kernels
