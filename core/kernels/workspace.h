// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/floats.h"
#include "kernels/plan.h"

#include <memory>
#include <vector>

namespace epsilonlab::kernels {

/// Every number between the layers, for up to `capacity` images. Borders and margins are zero and stay so,
/// which is why a workspace is used again rather than made anew.
struct Workspace
{
    Workspace(const Plan& plan, std::int64_t capacity);

    std::int64_t capacity = 0;
    std::vector<Floats> values; ///< one a plane, for every image
    std::vector<Floats> gradients; ///< one a plane; up to the first linear layer's input for the images of
                                   ///< one block
    Floats columns; ///< gradients of the windows of the convolution that one channel enters, one block
    Floats flatGradient; ///< of the first linear layer's input, every image, without margins
    std::vector<std::vector<std::int32_t>> flatRows; ///< where image i begins, in planes without border, from
                                                     ///< the first linear layer's input on
};

/// A workspace of this thread, for as long as the lease lives; returned to whichever thread ends it.
class WorkspaceLease
{
public:
    WorkspaceLease(std::shared_ptr<const Plan> plan, std::int64_t images);
    ~WorkspaceLease();
    WorkspaceLease(WorkspaceLease&&) = default;
    WorkspaceLease& operator=(WorkspaceLease&&) = delete;

    Workspace& operator*() const { return *m_workspace; }
    Workspace* operator->() const { return m_workspace.get(); }

private:
    std::shared_ptr<const Plan> m_plan;
    std::unique_ptr<Workspace> m_workspace;
};

} // namespace epsilonlab::kernels
