// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "attacks/attack.h"
#include "models/network.h"
#include "training/training_logits.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace epsilonlab {

/// What an objective is given for one shard of a batch.
struct ObjectiveProblem
{
    const Network& trained; ///< its weights require grad
    const Network& frozen; ///< the same weights, without
    const Network& attacked; ///< the same again, rounded if the recipe says so: what attacks look at
    at::Tensor images; ///< N x 1 x 28 x 28 in [0, 1]
    at::Tensor labels; ///< N int64
    std::vector<std::int64_t> indices; ///< N, key of per-image randomness
    const ParameterSet& recipe; ///< complete
    double epsilon = 0.0; ///< as the ramp says now
    std::uint64_t seed = 0; ///< of this step
    std::stop_token stop;
    TrainingPass& pass;
    TrainingLogits& logits; ///< forward passes to be trained; faster than trained.trainingLogits()
    at::Tensor carried{}; ///< as images: what this objective carried over from the last step, if it carries

    /// How far the ramp of epsilon is, 0 to 1: 1 where there is none.
    double rampProgress() const;
};

struct ObjectiveOutcome
{
    at::Tensor lossSum; ///< scalar, differentiable: the sum over the shard
    at::Tensor logits; ///< N x K of the images that were trained on, for the running accuracy
};

/// A training objective is a description and a function; a new one is one file and one line in
/// objectives.def. `loss` runs on a worker, for one shard, and may be called for several at once.
struct Objective
{
    ObjectiveInfo info;
    std::function<ObjectiveOutcome(const ObjectiveProblem&)> loss;

    /// Steps on each batch before the next one is taken; empty: one.
    std::function<std::int64_t(const ParameterSet& recipe)> replays{};

    /// Of objectives that carry something from step to step (zeros at first): what is carried on, from the
    /// gradient of the loss in the images of the last forward pass.
    std::function<at::Tensor(const ObjectiveProblem&, const at::Tensor& imageGradient)> carry{};

    /// The loss of one image where all classes are equally likely; empty: ln `classes`.
    std::function<double(std::int64_t classes)> guessingLoss{};

    /// What a person should know of this recipe before it is trained: one sentence with what to do; or empty.
    std::function<std::string(const ParameterSet& recipe)> warning{};
};

const std::vector<Objective>& allObjectives();
const Objective& objectiveById(const std::string& id); ///< Error(BadParameter) that lists the known ids

/// Sum of the labels' cross-entropies, smoothed as the recipe's `label-smoothing` says (Szegedy et al. 2016,
/// arXiv:1512.00567, section 7): a share of the label is spread over all classes alike.
at::Tensor labelLoss(const ObjectiveProblem& problem, const at::Tensor& logits);

/// labelLoss() of the images as they are given; the last step of most objectives.
ObjectiveOutcome trainOn(const ObjectiveProblem& problem, const at::Tensor& images);

} // namespace epsilonlab
