// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

struct AttackedShard;

/// What the self-checks of an attack look at (methods.md, "Self-checks"), of one shard or summed over many.
struct AttackCounts
{
    std::int64_t n = 0, attacked = 0;
    std::int64_t zeroGradient = 0; ///< attacked images whose gradient was exactly zero at every step
    std::string attackId{};
    std::int64_t classes = 0; ///< of the network; 0: not known
    std::int64_t successes = 0; ///< of the attacked images
    std::int64_t noiseSuccesses = -1; ///< attacked images that noise of the same size fools; -1: not tried
    std::vector<ComponentCounts> components{}; ///< of an ensemble, in its order
    bool looksLikeProbabilities = false; ///< what should be logits, in every shard
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
};

AttackCounts countsOf(const AttackedShard& shard); ///< without attackId and classes

/// Adds the images of `part`; the attack and the network are the same.
void addCounts(AttackCounts& sum, const AttackCounts& part);

} // namespace epsilonlab
