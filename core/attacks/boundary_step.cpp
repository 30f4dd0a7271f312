// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/boundary_step.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

namespace epsilonlab {

namespace {

constexpr double kStepFloor = 1e-4;

at::Tensor dualLength(const at::Tensor& gradient, Norm norm)
{
    return (norm == Norm::Linf ? gradient.flatten(1).abs().sum(1) : gradient.flatten(1).norm(2, {1}))
        .clamp_min(1e-12);
}

} // namespace

at::Tensor likeliestOthers(const at::Tensor& logits, const at::Tensor& labels, std::int64_t count)
{
    const at::Tensor others = logits.scatter(1, labels.unsqueeze(1), -std::numeric_limits<float>::infinity());
    return std::get<1>(others.topk(std::min(count, logits.size(1) - 1), 1));
}

at::Tensor stepToNearestBoundary(const LogitGradients& here, const BoundaryQuery& query)
{
    const at::Tensor& logits = here.logits();
    const std::int64_t n = logits.size(0);
    const at::Tensor label = query.labels.unsqueeze(1);
    const at::Tensor own = logits.gather(1, label);
    at::Tensor nearest = at::full({n}, std::numeric_limits<float>::infinity()), direction;
    for (std::int64_t j = 0; j < query.candidates.size(1); ++j) {
        const at::Tensor candidate = query.candidates.narrow(1, j, 1);
        const at::Tensor weights
            = at::zeros_like(logits).scatter_(1, candidate, 1.0).scatter_add_(1, label, -at::ones({n, 1}));
        at::Tensor w = here.of(weights);
        if (query.box.defined())
            w.masked_fill_(
                (query.box <= 0).logical_and(w < 0).logical_or((query.box >= 1).logical_and(w > 0)), 0.0);
        const at::Tensor length = dualLength(w, query.norm);
        const at::Tensor distance = (logits.gather(1, candidate) - own).abs().squeeze(1) / length;
        const at::Tensor isNearer = distance < nearest;
        const at::Tensor unit = query.norm == Norm::Linf ? w.sign() : w / length.view({-1, 1, 1, 1});
        nearest = at::where(isNearer, distance, nearest);
        direction = direction.defined() ? at::where(isNearer.view({-1, 1, 1, 1}), unit, direction) : unit;
    }
    return direction * (nearest + kStepFloor).view({-1, 1, 1, 1});
}

} // namespace epsilonlab
