// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/file_requests.h"
#include "api/image.h"
#include "api/parameters.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// Which attack with which values (norm, epsilon, steps, target ... by id; what is missing takes its
/// default).
struct AttackSettings
{
    std::string attackId = "fgsm";
    ParameterSet values;
    std::uint64_t seed = 1;

    bool operator==(const AttackSettings&) const = default;
};

/// One image under attack for up to two models: what the Attack tab shows. Newest wins.
struct PreviewRequest
{
    std::vector<std::string> modelIds; ///< ids of Engine::models(); "live" is the network in training
    LabelledImage sample; ///< label -1: each model's own clean prediction takes its place
    AttackSettings attack;
    bool wantTrace = true;
    DatasetSpec dataset{}; ///< where the sample comes from: what a universal perturbation is made from
};

/// Attack every image that the model reads right; images it misreads count in n and stay as they are.
struct AttackRequest
{
    std::string model; ///< id of a known model ("standard", "robust") or a path
    DatasetSpec dataset;
    AttackSettings attack;
    std::int64_t limit = 0; ///< 0: all
    std::int64_t batchSize = 0; ///< images a shard; 0: the default. Results do not depend on it beyond
                                ///< rounding
};

/// Accuracy against epsilon for every model and attack, on the same images, in chunks, so that a stop keeps
/// whole chunks.
struct EvaluateRequest
{
    std::vector<std::string> models;
    DatasetSpec dataset;
    std::vector<AttackSettings> attacks; ///< their epsilon is replaced by each of `epsilons`
    std::vector<double> epsilons;
    std::int64_t limit = 0;
    std::int64_t batchSize = 0;
};

struct TrainRequest
{
    ParameterSet recipe; ///< over catalogue::recipeParametersFor(objective)
    std::string recipeName; ///< for the record: "fast"
    DatasetSpec dataset; ///< training part; its test part is evaluated at the end if `finalEvaluation`
    std::filesystem::path runDirectory; ///< empty: nothing is written
    bool resume = false;
    bool finalEvaluation = false;
    bool startPaused = false; ///< waits before its first batch, for stepping from the start
    bool isRunDirectoryOptional = false; ///< a folder that cannot be made is a warning and not the end
};

struct BenchRequest
{
    std::vector<std::string> architectures; ///< empty: mlp, small, madry
    std::vector<std::string> groups; ///< of "speed", "training", "attacks"; empty: all
    double secondsPerFigure = 1.0;
    double secondsPerAttack = 10.0; ///< an attack that takes longer has no figure
};

/// The data of a report: examples, curve, settings. Text and figures are made from the result.
struct ReportRequest
{
    EvaluateRequest evaluation;
    std::int64_t exampleIndex = 44; ///< image of the examples figure
    double exampleEpsilon = 0.15;
    std::optional<LabelledImage> picture{}; ///< in place of that image, if it is another one: a person's own
};

} // namespace epsilonlab
