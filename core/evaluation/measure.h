// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "data/dataset.h"
#include "engine/primitives/shard_pool.h"
#include "models/network.h"

#include <functional>
#include <stop_token>

namespace epsilonlab {

struct MeasureContext
{
    ShardPool& pool;
    std::stop_token stop;
    std::function<void(std::int64_t done)> progress{}; ///< images so far; called by one worker at a time
};

/// Mean cross-entropy and accuracy over all images of the view, in evaluation mode; sums in shard order, in
/// float64. After a stop the result is about the shards that were done and must not be shown.
LossAndAccuracy measureClean(const MeasureContext& context, const Network& network, const DatasetView& view);

/// The same on attacked images; an image that is misread clean counts as wrong, with its clean loss.
LossAndAccuracy measureAttacked(const MeasureContext& context, const Network& network,
    const DatasetView& view, const AttackSettings& settings);

} // namespace epsilonlab
