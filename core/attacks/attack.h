// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "api/results.h"
#include "models/network.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace epsilonlab {

/// Where a running attack is, for pictures that come while it runs.
struct AttackMoment
{
    std::int64_t step = 0, steps = 0; ///< gradients (or what the attack counts) so far, of those planned; 0:
                                      ///< not known
    at::Tensor images; ///< N x 1 x 28 x 28: what it has by now
    at::Tensor logits; ///< N x K of `images`; may be undefined
};

/// What an attack is given: images that the network reads right, all of one shard. The tensors are the
/// attack's to read.
struct AttackProblem
{
    const Network& network;
    at::Tensor images; ///< N x 1 x 28 x 28 float32 in [0, 1]
    at::Tensor labels; ///< N int64
    at::Tensor targets; ///< N int64, undefined if untargeted
    std::vector<std::int64_t> indices; ///< N, the key of per-image randomness
    ParameterSet values; ///< complete
    std::uint64_t seed = 1;
    std::stop_token stop; ///< looked at once per step; a stopped attack returns what it has
    bool wantTrace = false; ///< keep every iterate with its logits
    at::Tensor cleanLogits{}; ///< N x K of `images`; undefined if nobody has computed them yet
    at::Tensor prepared{}; ///< what Attack::prepare made; undefined without one
    std::function<void(const AttackMoment&)> watch{}; ///< empty unless somebody looks; then there is one
                                                      ///< image

    bool isTargeted() const { return targets.defined(); }

    /// To be called once a step by every attack that takes many; cheap where nobody looks.
    void show(const AttackMoment& moment) const
    {
        if (watch)
            watch(moment);
    }
};

/// One point along the attack, of every image.
struct AttackStep
{
    at::Tensor iterates; ///< N x 1 x 28 x 28
    at::Tensor logits; ///< N x K
};

struct AttackOutcome
{
    at::Tensor adversarial; ///< N x 1 x 28 x 28, inside the ball and [0, 1]
    at::Tensor logits; ///< N x K of `adversarial`, undefined if the attack did not come by them
    at::Tensor zeroGradient; ///< N bool: the gradient was exactly zero at every step; undefined without
                             ///< gradients
    std::vector<AttackStep> trace; ///< of the first restart; steps + 1 entries if wanted
    std::int64_t gradientEvaluations = 0; ///< images times gradients
    std::int64_t forwardEvaluations = 0; ///< images times forward passes that came without a gradient
    std::vector<ComponentCounts> components{}; ///< of an ensemble, in its order
    std::int64_t noiseSuccesses = -1; ///< images that noise of the same size fools; -1: not tried
};

/// What an attack that needs a whole set is given before its first shard: the set's first images, right or
/// wrong.
struct CraftProblem
{
    const Network& network;
    at::Tensor images; ///< M x 1 x 28 x 28 float32 in [0, 1]
    at::Tensor labels; ///< M int64
    ParameterSet values; ///< complete
    std::uint64_t seed = 1;
    std::stop_token stop; ///< looked at once per image
    std::function<void(std::int64_t done, std::int64_t total, const at::Tensor& soFar)> progress{}; ///< may
                                                                                                    ///< be
                                                                                                    ///< empty

    /// Does work(0) ... work(count - 1) in any order, on any threads; empty: one after the other in this
    /// thread. After a stop some may be left out.
    std::function<void(std::int64_t count, const std::function<void(std::int64_t)>& work)> inParallel{};
};

struct Crafted
{
    at::Tensor prepared; ///< goes to AttackProblem::prepared of every shard
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
};

/// An attack is a description and a function. Those of the group MinimalNorm keep to the contract in
/// minimal_norm.h. A new one is one file with a function that returns this, and its line in attacks.def.
struct Attack
{
    AttackInfo info;
    std::function<AttackOutcome(const AttackProblem&)> run;

    /// Only of attacks that need a whole set (the universal perturbation): runs once, before the shards, on
    /// the first `craft-images` images, so that the result depends on the set alone and not on shards or
    /// workers.
    std::function<Crafted(const CraftProblem&)> prepare{};
};

const std::vector<Attack>& allAttacks();
const Attack& attackById(const std::string& id); ///< Error(BadParameter) that lists the known ids

} // namespace epsilonlab
