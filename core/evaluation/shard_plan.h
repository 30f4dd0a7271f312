// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace epsilonlab {

inline constexpr std::int64_t kEvaluationShard = 64; ///< fastest or close to it for every built-in network

/// Images of one shard, counted from the first of the view.
struct ShardRange
{
    std::int64_t first = 0, count = 0;
};

/// Cuts `count` images into shards of `size`; 0: of 8, 16, 32 and from then on 64, so that the first whole
/// ones are there within seconds even of a slow attack, and a stop has something to keep. The cut depends on
/// nothing else: results are the same for any number of workers, and the same for `attack` and `evaluate`.
inline std::vector<ShardRange> shardPlan(std::int64_t count, std::int64_t size)
{
    std::vector<ShardRange> plan;
    std::int64_t next = size > 0 ? size : kEvaluationShard / 8;
    for (std::int64_t first = 0; first < count; first += plan.back().count) {
        plan.push_back({first, next < count - first ? next : count - first});
        if (size <= 0 && next < kEvaluationShard)
            next *= 2;
    }
    return plan;
}

} // namespace epsilonlab
