// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"
#include "api/parameters.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// Grows by one with every request of a process; 0 is "none".
using RequestId = std::uint64_t;

/// Which attack with which values (norm, epsilon, steps, target ... by id; what is missing takes its
/// default).
struct AttackSettings
{
    std::string attackId = "fgsm";
    ParameterSet values;
    std::uint64_t seed = 1;

    bool operator==(const AttackSettings&) const = default;
};

/// Images of a data set: formats.md. "sample", "mnist:test[0:1000]", a folder, "images.npy:labels.npy".
struct DatasetSpec
{
    std::string text = "sample:test";
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

struct OpenDatasetRequest
{
    DatasetSpec dataset;
};

/// What becomes of a picture on its way to 28 x 28. Automatic: one of exactly 28 x 28 pixels is taken as it
/// is, any other like Digit. Digit: cropped to the ink and put where MNIST has it. Whole: all of it, scaled
/// to 28 x 28 with its shape kept.
enum class ImageFit { Automatic, Digit, Whole };

/// A picture file (PNG, JPEG, BMP or PGM, known by its content) as one grey image; it is never turned.
struct OpenImageRequest
{
    std::filesystem::path path;
    ImageFit fit = ImageFit::Automatic;
};

/// A .safetensors file, or a TorchScript file (.pt), which is code: without a decision it fails with
/// NeedsTrust.
struct OpenModelRequest
{
    std::filesystem::path path;
    bool isTrusted = false; ///< a person decided to run the code in this file; remembered by the file's
                            ///< SHA-256
    std::string publishAs{}; ///< id and name in place of the file's: one place for one file after the other
    std::string publishName{};
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

/// A run folder with its curves, whoever wrote it. Answered by RunOpened.
struct OpenRunRequest
{
    std::filesystem::path path;
};

/// The runs below a folder, newest first. Answered by RunsListed.
struct ListRunsRequest
{
    std::filesystem::path root; ///< empty: runs::root()
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
};

} // namespace epsilonlab
