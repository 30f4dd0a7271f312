// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "attacks/attack.h"
#include "models/network.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace epsilonlab {

/// What an objective is given for one shard of a batch.
struct ObjectiveProblem
{
    const Network& trained;            ///< its weights require grad
    const Network& frozen;             ///< the same weights, without: what attacks look at
    at::Tensor images;                 ///< N x 1 x 28 x 28 in [0, 1]
    at::Tensor labels;                 ///< N int64
    std::vector<std::int64_t> indices; ///< N, key of per-image randomness
    const ParameterSet& recipe;        ///< complete
    double epsilon = 0.0;              ///< as the ramp says now
    std::uint64_t seed = 0;            ///< of this step
    std::stop_token stop;
    TrainingPass& pass;
};

struct ObjectiveOutcome
{
    at::Tensor lossSum; ///< scalar, differentiable: the sum over the shard
    at::Tensor logits;  ///< N x K of the images that were trained on, for the running accuracy
};

/// A training objective is a description and a function; a new one is one file and one line in objectives.def.
struct Objective
{
    ObjectiveInfo info;
    std::function<ObjectiveOutcome(const ObjectiveProblem&)> loss;
};

const std::vector<Objective>& allObjectives();
const Objective& objectiveById(const std::string& id); ///< Error(BadParameter) that lists the known ids

/// Cross-entropy of the images as they are given; the last step of most objectives.
ObjectiveOutcome trainOn(const ObjectiveProblem& problem, const at::Tensor& images);

/// Images attacked inside training. Cost: `steps` forward and backward passes.
struct InnerAttack
{
    std::int64_t steps = 1;
    double stepSize = 0.0; ///< 0: 2.5 epsilon / steps
    bool hasRandomStart = false;
};
at::Tensor attackedImages(const ObjectiveProblem& problem, const InnerAttack& attack);

} // namespace epsilonlab
