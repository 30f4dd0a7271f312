// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernels/workspace.h"

#include <algorithm>
#include <utility>

namespace epsilonlab::kernels {

namespace {

constexpr std::size_t kKept = 4; // workspaces a thread keeps for later
constexpr std::int64_t kKeptImages = 256; // larger ones are given back to the system

struct Spare
{
    std::shared_ptr<const Plan> plan;
    std::unique_ptr<Workspace> workspace;
};

std::vector<Spare>& spares()
{
    thread_local std::vector<Spare> list;
    return list;
}

} // namespace

Workspace::Workspace(const Plan& plan, std::int64_t images)
    : capacity((images + plan.block() - 1) / plan.block() * plan.block())
{
    const std::size_t border = plan.firstLinear();
    for (std::size_t i = 0; i < plan.planes().size(); ++i) {
        const Plane& plane = plan.planes()[i];
        values.emplace_back(capacity * plane.valueSize());
        gradients.emplace_back((i <= border ? plan.block() : capacity) * plane.gradientSize());
        flatRows.emplace_back();
        for (std::int64_t image = 0; i >= border && image < capacity; ++image)
            flatRows.back().push_back(static_cast<std::int32_t>(image * plane.flat()));
    }
    flatGradient = Floats(capacity * plan.planes()[border].flat());
    for (std::size_t i = 0; i < plan.steps().size(); ++i) {
        if (plan.steps()[i].kind != StepKind::Convolution || plan.planes()[i].lanes != 1)
            continue;
        const ConvolutionRows& rows = plan.rows(i);
        const std::int64_t width = plan.steps()[i].layer.kernel * rows.columnWidth,
                           vector = plan.set().vectorFloats;
        columns = Floats(
            static_cast<std::int64_t>(rows.columns.size()) * ((width + vector - 1) / vector * vector));
    }
}

WorkspaceLease::WorkspaceLease(std::shared_ptr<const Plan> plan, std::int64_t images)
    : m_plan(std::move(plan))
{
    std::vector<Spare>& list = spares();
    for (auto spare = list.begin(); spare != list.end(); ++spare) {
        if (spare->plan != m_plan || spare->workspace->capacity < images)
            continue;
        m_workspace = std::move(spare->workspace);
        list.erase(spare);
        return;
    }
    m_workspace = std::make_unique<Workspace>(*m_plan, images);
}

WorkspaceLease::~WorkspaceLease()
{
    if (!m_workspace || m_workspace->capacity > kKeptImages)
        return;
    std::vector<Spare>& list = spares();
    if (list.size() == kKept)
        list.erase(list.begin());
    list.push_back({std::move(m_plan), std::move(m_workspace)});
}

} // namespace epsilonlab::kernels
