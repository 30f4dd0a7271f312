// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/logit_gradients.h"
#include "attacks/threat_model.h"

#include <cstdint>

namespace epsilonlab {

/// The likeliest `count` classes of each image but its label, likeliest first: N x min(count, K - 1) int64.
at::Tensor likeliestOthers(const at::Tensor& logits, const at::Tensor& labels, std::int64_t count);

struct BoundaryQuery
{
    at::Tensor labels; ///< N int64
    at::Tensor candidates; ///< N x C int64, none of them the label
    Norm norm = Norm::L2; ///< linf or l2
    at::Tensor box{}; ///< the images: leave out pixels that stand at 0 or 1 and would be pushed out;
                      ///< undefined: take all
};

/// DeepFool's step (Moosavi-Dezfooli et al. 2016, arXiv:1511.04599, algorithm 2) to the nearest of the
/// linearised boundaries between the label and each candidate, N x 1 x 28 x 28: 1e-4 longer than its
/// distance, as in the authors' code, so that a step of zero cannot stall a walk; zero where there is no
/// gradient. Cost: a backward pass for each candidate.
at::Tensor stepToNearestBoundary(const LogitGradients& here, const BoundaryQuery& query);

} // namespace epsilonlab
