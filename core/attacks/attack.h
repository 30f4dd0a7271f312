// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "models/network.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace epsilonlab {

/// What an attack is given: images that the network reads right, all of one shard. The tensors are the attack's to read.
struct AttackProblem
{
    const Network& network;
    at::Tensor images;                 ///< N x 1 x 28 x 28 float32 in [0, 1]
    at::Tensor labels;                 ///< N int64
    at::Tensor targets;                ///< N int64, undefined if untargeted
    std::vector<std::int64_t> indices; ///< N, the key of per-image randomness
    ParameterSet values;               ///< complete
    std::uint64_t seed = 1;
    std::stop_token stop;   ///< looked at once per step; a stopped attack returns what it has
    bool wantTrace = false; ///< keep every iterate with its logits

    bool isTargeted() const { return targets.defined(); }
};

/// One point along the attack, of every image.
struct AttackStep
{
    at::Tensor iterates; ///< N x 1 x 28 x 28
    at::Tensor logits;   ///< N x K
};

struct AttackOutcome
{
    at::Tensor adversarial;  ///< N x 1 x 28 x 28, inside the ball and [0, 1]
    at::Tensor logits;       ///< N x K of `adversarial`, undefined if the attack did not come by them
    at::Tensor zeroGradient; ///< N bool: the gradient was exactly zero at every step; undefined without gradients
    std::vector<AttackStep> trace;        ///< of the first restart; steps + 1 entries if wanted
    std::int64_t gradientEvaluations = 0; ///< images times gradients
    std::int64_t forwardEvaluations = 0;  ///< images times forward passes that came without a gradient
};

/// An attack is a description and a function. A new one is one file with a function that returns this, and its line in
/// attacks.def.
struct Attack
{
    AttackInfo info;
    std::function<AttackOutcome(const AttackProblem&)> run;
};

const std::vector<Attack>& allAttacks();
const Attack& attackById(const std::string& id); ///< Error(BadParameter) that lists the known ids

/// Specs that several attacks share, so that they read the same everywhere.
namespace specs {
ParameterSpec norm();
ParameterSpec epsilon(double defaultValue);
ParameterSpec steps(std::int64_t defaultValue);
ParameterSpec stepSize(double defaultValue);
ParameterSpec restarts();
ParameterSpec randomStart();
ParameterSpec target();
ParameterSpec keep(const std::string& defaultValue);
} // namespace specs

} // namespace epsilonlab
