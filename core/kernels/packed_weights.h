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
    Floats forward, bias;      ///< Scale: factor and shift of each lane
    std::vector<Floats> backward; ///< one matrix, or one for each phase
};

/// A network's weights, laid out for the kernels. Made from tensors as torch keeps them, contiguous float32, in the order
/// of Architecture::tensors(), which are read at construction and when the way back is first asked for, and must live as
/// long. Immutable; const functions may run in several threads at once.
class PackedWeights
{
public:
    PackedWeights(std::shared_ptr<const Plan> plan, std::vector<const float*> tensors);

    const Plan& plan() const { return *m_plan; }
    const std::shared_ptr<const Plan>& sharedPlan() const { return m_plan; }
    const PackedStep& forward(std::size_t step) const { return m_steps[step]; }
    const PackedStep& backward(std::size_t step) const; ///< packs the way back of every step at the first call

private:
    void packForward(std::size_t step);
    void packBackward(std::size_t step) const;
    const float* weight(std::size_t step) const { return m_tensors[m_plan->steps()[step].firstTensor]; }

    std::shared_ptr<const Plan> m_plan;
    std::vector<const float*> m_tensors;
    mutable std::once_flag m_hasBackward;
    mutable std::vector<PackedStep> m_steps; // `backward` of each is written once, under m_hasBackward
};

} // namespace epsilonlab::kernels
