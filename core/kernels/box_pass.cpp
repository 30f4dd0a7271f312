// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/box_pass.h"

#include <algorithm>
#include <array>
#include <utility>

namespace epsilonlab::kernels {

bool BoxPass::canBound(const Plan& plan)
{
    const std::vector<Step>& steps = plan.steps();
    return steps.size() > 1 && steps.back().kind == StepKind::Linear && !plan.planes().back().isRectified
        && std::none_of(steps.begin(), steps.end(),
            [](const Step& step) { return step.kind == StepKind::MaxPool || step.isNormalising; });
}

BoxPass::BoxPass(std::shared_ptr<const PackedWeights> weights,
    std::shared_ptr<const PackedWeights> magnitudes, const float* centre, const float* radius, std::int64_t n)
    : m_centre(std::move(weights), n)
    , m_radius(std::move(magnitudes), n)
{
    const std::size_t border = plan().firstLinear();
    for (std::int64_t first = 0; first < n; first += plan().block()) {
        const Block block{first, std::min(plan().block(), n - first)};
        m_centre.readImages(centre, block);
        m_radius.readImages(radius, block);
        for (std::size_t step = 0; step < border; ++step) {
            m_centre.forward(step, block);
            m_radius.forward(step, block);
            rectify(step + 1, block);
        }
    }
    for (std::size_t step = border; step < end(); ++step) {
        m_centre.forward(step, {0, n});
        m_radius.forward(step, {0, n});
        rectify(step + 1, {0, n});
    }
}

void BoxPass::rectify(std::size_t index, const Block& block)
{
    const Plane& plane = plan().planes()[index];
    if (!plane.isRectified)
        return;
    for (std::int64_t image = block.first; image < block.first + block.count; ++image)
        for (std::int64_t y = 0; y < plane.height; ++y) {
            const std::int64_t place = plane.valueStart() + y * plane.valueLine();
            plan().set().rectifyBox({m_centre.value(index, image) + place,
                m_radius.value(index, image) + place, plane.width * plane.lanes});
        }
}

std::int64_t BoxPass::features() const
{
    return plan().steps().back().layer.in;
}

void BoxPass::box(float* centre, float* radius) const
{
    const std::vector<std::int32_t> order = Plan::naturalOrder(plan().planes()[end()]);
    for (std::int64_t image = 0; image < m_centre.m_n; ++image) {
        const float *fromCentre = m_centre.value(end(), image), *fromRadius = m_radius.value(end(), image);
        for (std::size_t i = 0; i < order.size(); ++i)
            if (order[i] >= 0) {
                centre[image * features() + order[i]] = fromCentre[i];
                radius[image * features() + order[i]] = fromRadius[i];
            }
    }
}

float* BoxPass::flatGradient(const Pass& pass, std::size_t plane)
{
    return plane == pass.plan().firstLinear() ? pass.m_space->flatGradient.data()
                                              : pass.m_space->gradients[plane].data();
}

void BoxPass::readCotangents(const float* centreCotangents, const float* radiusCotangents)
{
    const Plane& plane = plan().planes()[end()];
    const std::vector<std::int32_t> order = Plan::naturalOrder(plane);
    float *centre = flatGradient(m_centre, end()), *radius = flatGradient(m_radius, end());
    for (std::int64_t image = 0; image < m_centre.m_n;
         ++image, centre += plane.flat(), radius += plane.flat())
        for (std::size_t i = 0; i < order.size(); ++i) {
            const std::int64_t from = image * features() + order[i];
            centre[i] = order[i] >= 0 ? centreCotangents[from] : 0.0F;
            radius[i] = order[i] >= 0 ? radiusCotangents[from] : 0.0F;
        }
    maskFlat(end());
}

// Planes from the first linear layer's input on have no border.
void BoxPass::maskFlat(std::size_t index)
{
    const Plane& plane = plan().planes()[index];
    if (!plane.isRectified)
        return;
    const std::int64_t count = m_centre.m_n * plane.flat();
    plan().set().maskBox({m_centre.value(index, 0), m_radius.value(index, 0), count},
        {flatGradient(m_centre, index), flatGradient(m_radius, index), count});
}

void BoxPass::maskBlock(std::size_t index, const Block& block)
{
    const Plane& plane = plan().planes()[index];
    if (!plane.isRectified)
        return;
    const std::int64_t count = plane.width * plane.lanes;
    for (std::int64_t i = 0; i < block.count; ++i)
        for (std::int64_t y = 0; y < plane.height; ++y) {
            const std::int64_t value = plane.valueStart() + y * plane.valueLine();
            const std::int64_t gradient = plane.gradientStart() + y * plane.gradientLine();
            const std::int64_t image = block.first + i;
            plan().set().maskBox(
                {m_centre.value(index, image) + value, m_radius.value(index, image) + value, count},
                {m_centre.gradient(index, i) + gradient, m_radius.gradient(index, i) + gradient, count});
        }
}

void BoxPass::backBlock(const Block& block)
{
    for (Pass* pass : {&m_centre, &m_radius})
        pass->spreadFlatGradient(block);
    for (std::size_t step = plan().firstLinear(); step-- > 0;) {
        for (Pass* pass : {&m_centre, &m_radius}) {
            if (plan().steps()[step].hasKernel())
                pass->addWeightGradient(step, block);
            if (step > 0)
                pass->back(step, block);
        }
        if (step > 0)
            maskBlock(step, block);
    }
}

void BoxPass::backward(const float* centreCotangents, const float* radiusCotangents, const Gradient& gradient)
{
    const std::size_t border = plan().firstLinear();
    const std::array passes{
        std::pair{&m_centre, &gradient.weights}, std::pair{&m_radius, &gradient.magnitudes}};
    for (const auto& [pass, places] : passes)
        pass->clearWeightGradients();
    readCotangents(centreCotangents, radiusCotangents);
    for (std::size_t step = end(); step-- > border;) {
        for (const auto& [pass, places] : passes) {
            if (plan().steps()[step].kind == StepKind::Linear)
                pass->linearWeightGradient(step, *places);
            if (step > 0)
                pass->backFlat(step);
        }
        if (step > 0)
            maskFlat(step);
    }
    for (std::int64_t first = 0; border > 0 && first < m_centre.m_n; first += plan().block())
        backBlock({first, std::min(plan().block(), m_centre.m_n - first)});
    for (const auto& [pass, places] : passes)
        for (std::size_t step = 0; step < border; ++step)
            pass->finishWeightGradient(step, *places);
}

} // namespace epsilonlab::kernels
