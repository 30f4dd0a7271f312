// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "attack_fixtures.h"
#include "engine/thread_init.h"
#include "training/initialisation.h"
#include "training/inner_attack.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

/// One shard of a training step, for tests of objectives.
namespace epsilonlab::fixtures {

inline constexpr std::int64_t kImages = 12;
// float32: sums of 784 products, then exp and log of numbers of the size of 1.
inline constexpr double kTolerance = 1e-5;

inline ParameterSet recipeOf(const std::string& objective, const ParameterSet& given = {})
{
    ParameterSet values = given;
    values["objective"] = objective;
    values.insert({"epsilon", 0.1});
    return completed(catalogue::recipeParametersFor(objective), values);
}

/// One shard of a training step on a fixed network.
struct Shard
{
    Shard(const std::string& architecture, ParameterSet values)
        : recipe(std::move(values))
        , frozen(started(architecture, recipe))
        , trained(frozen.architecture(), leavesOf(frozen))
        , magnitudes(frozen.magnitudes())
        , batch(someImages(frozen, kImages))
    {
    }

    /// As training begins: a gate of random weights would let no gradient through.
    static Network started(const std::string& id, const ParameterSet& recipe)
    {
        const Architecture architecture = builtInArchitecture(id);
        return {architecture, startTensors(architecture, recipe)};
    }

    static std::vector<at::Tensor> leavesOf(const Network& network)
    {
        std::vector<at::Tensor> leaves;
        for (const at::Tensor& tensor : network.tensors())
            leaves.push_back(tensor.clone().requires_grad_(true));
        return leaves;
    }

    struct Result
    {
        double loss = 0.0;
        at::Tensor gradient, imageGradient, logits;
    };

    /// `isTorchs`: the logits and bounds to be trained go through torch, because a network that requires grad
    /// is never packed.
    Result run(bool isTorchs = false)
    {
        const Objective& objective = objectiveById(textValue(recipe, "objective"));
        TrainingPass pass;
        TrainingLogits logits(trained, isTorchs ? trained : frozen, isTorchs ? nullptr : &magnitudes, pass,
            objective.carry != nullptr);
        const double epsilon = ramped < 0.0 ? realValue(recipe, "epsilon") : ramped;
        ObjectiveProblem problem{trained, frozen, frozen, batch.images, batch.labels, batch.indices, recipe,
            epsilon, 9, {}, pass, logits, carried};
        const ObjectiveOutcome outcome = objective.loss(problem);
        Result result{outcome.lossSum.item<double>(), {}, {}, outcome.logits};
        ShardPool pool({1, 0, false, initialiseComputeThread});
        BatchGradient gradient;
        gradient.resize(1, frozen.architecture().parameterCount());
        result.imageGradient = logits.weightGradient(outcome.lossSum, trained.tensors(), gradient.shard(0));
        gradient.multiplyOut(pool, trained.tensors());
        result.gradient = at::tensor(gradient.shard(0).numbers);
        if (objective.carry)
            carried = objective.carry(problem, result.imageGradient);
        return result;
    }

    template <class Use> auto withProblem(const Use& use)
    {
        TrainingPass pass;
        TrainingLogits logits(trained, frozen, &magnitudes, pass);
        return use(ObjectiveProblem{trained, frozen, frozen, batch.images, batch.labels, batch.indices,
            recipe, realValue(recipe, "epsilon"), 9, {}, pass, logits, {}});
    }

    ParameterSet recipe;
    Network frozen, trained, magnitudes;
    Batch batch;
    double ramped = -1.0; ///< epsilon, if not the recipe's
    at::Tensor carried = at::zeros({kImages, 1, 28, 28});
};

inline double lossOf(
    const std::string& objective, const ParameterSet& given = {}, const std::string& architecture = "linear")
{
    return Shard(architecture, recipeOf(objective, given)).run().loss;
}

inline double difference(const at::Tensor& a, const at::Tensor& b)
{
    return ((a - b).abs().max() / b.abs().max().clamp_min(1e-20)).item<double>();
}

} // namespace epsilonlab::fixtures

#define COMPARE_NEAR(actual, expected)                                                                       \
    QVERIFY2(std::abs((actual) - (expected))                                                                 \
            <= epsilonlab::fixtures::kTolerance * std::max(1.0, std::abs(expected)),                         \
        qPrintable(QStringLiteral("%1, expected %2").arg((actual), 0, 'g', 9).arg((expected), 0, 'g', 9)))
