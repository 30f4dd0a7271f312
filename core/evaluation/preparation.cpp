// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/preparation.h"

#include "evaluation/batch.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace epsilonlab {

namespace {

constexpr std::int64_t kMostByDefault = 1000;

} // namespace

std::int64_t craftImageCount(const ParameterSet& values, std::int64_t count)
{
    const std::int64_t wanted = integerValue(values, "craft-images");
    return wanted > 0 ? std::min(wanted, count) : std::min((count + 1) / 2, kMostByDefault);
}

Preparation prepareAttack(const PrepareRequest& request, const DatasetView& view)
{
    Preparation preparation;
    if (!request.attack.prepare)
        return preparation;
    preparation.craftImages = craftImageCount(request.values, view.count);
    const Batch batch = readBatch(view, 0, preparation.craftImages);
    const Crafted crafted = request.attack.prepare(
        {request.network, batch.images, batch.labels, request.values, request.seed, request.stop, request.progress});
    preparation.prepared = crafted.prepared;
    preparation.gradientEvaluations = crafted.gradientEvaluations;
    preparation.forwardEvaluations = crafted.forwardEvaluations;
    return preparation;
}

} // namespace epsilonlab
