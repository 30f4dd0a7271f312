// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/preparation.h"

#include "engine/primitives/shard_pool.h"
#include "evaluation/batch.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>

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
    CraftProblem problem{request.network, batch.images, batch.labels, request.values, request.seed,
        request.stop, request.progress};
    if (request.pool != nullptr)
        problem.inParallel = [&request](std::int64_t count, const std::function<void(std::int64_t)>& work) {
            request.pool->run(
                count, [&work](std::int64_t i, int) { work(i); }, request.stop);
        };
    const Crafted crafted = request.attack.prepare(problem);
    preparation.prepared = crafted.prepared;
    preparation.gradientEvaluations = crafted.gradientEvaluations;
    preparation.forwardEvaluations = crafted.forwardEvaluations;
    return preparation;
}

Warning craftedOnWarning(std::int64_t craftImages, std::int64_t n)
{
    const std::string which = craftImages >= n
        ? "all of these images"
        : "the first " + std::to_string(craftImages) + " of these " + std::to_string(n) + " images";
    return {"crafted-on",
        "The perturbation was made from " + which
            + "; only the others say what it does to new ones. epsilonlab attack --attack uap gives both figures."};
}

} // namespace epsilonlab
