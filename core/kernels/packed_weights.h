// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/floats.h"
#include "kernels/plan.h"

#include <memory>
#include <mutex>
#include <vector>

namespace epsilonlab::kernels {

/// The weights of one step in the order in which the kernels read them.
struct PackedStep
{
    Floats forward, bias; ///< Scale, Pointwise: factor and shift of each lane
    std::vector<Floats> backward; ///< one matrix, or one for each phase
};

/// A network's weights, laid out for the kernels. Made from tensors as torch keeps them, contiguous float32,
/// in the order of Architecture::tensors(), which are read when a step is first asked for, one way at a time,
/// and must live as long. Immutable; const functions may run in several threads at once.
class PackedWeights
{
public:
    PackedWeights(std::shared_ptr<const Plan> plan, std::vector<const float*> tensors);

    const Plan& plan() const { return *m_plan; }
    const std::shared_ptr<const Plan>& sharedPlan() const { return m_plan; }
    const PackedStep& forward(std::size_t step) const; ///< its way there
    const PackedStep& backward(std::size_t step) const; ///< and its way back: `backward` alone may be read

    /// Both ways of every step in `parts` pieces that may be packed at the same time: training does so after
    /// each change of the weights, so that no worker waits for another that packs.
    std::size_t parts() const { return 2 * m_steps.size(); }
    void pack(std::size_t part) const;

private:
    void packForward(std::size_t step) const;
    void packBackward(std::size_t step) const;
    const float* weight(std::size_t step) const { return m_tensors[m_plan->steps()[step].firstTensor]; }

    std::shared_ptr<const Plan> m_plan;
    std::vector<const float*> m_tensors;
    mutable std::vector<PackedStep> m_steps; // each way of each is written once, under its flag
    mutable std::vector<std::once_flag> m_hasForward, m_hasBackward;
};

} // namespace epsilonlab::kernels
