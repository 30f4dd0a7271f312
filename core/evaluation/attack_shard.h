// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "attacks/attack.h"
#include "evaluation/batch.h"

namespace epsilonlab {

/// One shard under attack, with the bookkeeping that keeps the numbers honest: an image that the network
/// misreads is not attacked, stays as it is, and is never a success; nor is one whose target is its own
/// class.
struct AttackedShard
{
    at::Tensor adversarial; ///< N x 1 x 28 x 28; the clean image where nothing was attacked
    at::Tensor cleanLogits, logits; ///< N x K, of the clean and of the adversarial images
    at::Tensor cleanClass, adversarialClass; ///< N int64
    at::Tensor targets; ///< N int64; undefined if untargeted
    at::Tensor isCorrect; ///< N bool: clean image read right
    at::Tensor isAttacked, isSuccess; ///< N bool
    at::Tensor distance; ///< N float64 in the attack's norm: infinite where it failed, 0 if misread clean
    at::Tensor zeroGradient; ///< N bool
    std::vector<AttackStep> trace; ///< rows of the attacked images, if wanted
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
    std::vector<ComponentCounts> components; ///< of an ensemble
    std::int64_t noiseSuccesses = -1; ///< attacked images that noise of the same size fools; -1: not tried
    bool looksLikeProbabilities = false; ///< the clean images' outputs: none negative, each row sums to 1
};

struct ShardRequest
{
    const Network& network;
    const Attack& attack;
    const ParameterSet& values; ///< complete
    std::uint64_t seed = 1;
    std::stop_token stop;
    bool wantTrace = false;
    at::Tensor prepared{}; ///< of attacks that look at the whole set first: preparation.h
};

/// Cost: one forward pass for the clean images, the attack on the right ones, one forward pass if the attack
/// did not judge its result itself.
AttackedShard attackShard(const ShardRequest& request, const Batch& batch);

/// N int64 by the word of the parameter `target`; undefined for "none". Throws Error(BadParameter) if the
/// class number does not exist. `random` draws another class than the label, per image.
at::Tensor resolveTargets(
    const std::string& word, const at::Tensor& logits, const Batch& batch, std::uint64_t seed);

/// Distances of one pair of images (784 numbers each), in float64.
Distances measureDistances(const float* adversarial, const float* clean);

} // namespace epsilonlab
