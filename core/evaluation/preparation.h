// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "attacks/attack.h"
#include "data/dataset.h"

namespace epsilonlab {

class ShardPool;

struct PrepareRequest
{
    const Network& network;
    const Attack& attack;
    const ParameterSet& values; ///< complete
    std::uint64_t seed = 1;
    std::stop_token stop{};
    std::function<void(std::int64_t done, std::int64_t total, const at::Tensor& soFar)> progress{};
    ShardPool* pool = nullptr; ///< idle meanwhile; null: all in the calling thread. The result is the same,
                               ///< bit for bit
};

/// What an attack makes from the whole set before its first shard (Attack::prepare), once per job and set of
/// values; all undefined and 0 for the attacks that need none.
struct Preparation
{
    at::Tensor prepared; ///< for ShardRequest::prepared
    std::int64_t craftImages = 0; ///< made from the first of the view
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
};

Preparation prepareAttack(const PrepareRequest& request, const DatasetView& view);

/// From how many images of a set of `count`, by the value `craft-images`.
std::int64_t craftImageCount(const ParameterSet& values, std::int64_t count);

/// That `craftImages` of the `n` images measured are those that the change was made from.
Warning craftedOnWarning(std::int64_t craftImages, std::int64_t n);

} // namespace epsilonlab
