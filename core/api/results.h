// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

struct ModelInfo
{
    std::string id;   ///< "standard", "robust", "live" or "file:<path>"
    std::string name; ///< what the window shows
    std::string path; ///< empty for shipped and live models
    std::string sha256;
    std::string architecture; ///< JSON list of layers
    std::vector<std::string> classNames;
    std::int64_t parameterCount = 0;
    std::uint64_t snapshot = 0; ///< grows with each new set of weights under the same id
    std::string recipe, metrics, dataset, created; ///< as in the file; JSON text or empty
    bool isLive = false;
    double epoch = 0.0; ///< live: how far training is
};

struct DatasetInfo
{
    std::string id;    ///< "mnist"
    std::string title; ///< "MNIST"
    bool isAvailable = false;
    std::string location; ///< folder, or "built in"
    std::string reason;   ///< why it is not available and what to do, one sentence
    std::int64_t trainCount = 0, testCount = 0;
    std::vector<std::string> classNames;
};

struct Warning
{
    std::string code; ///< "zero-gradient"
    std::string message;
};

struct Distances
{
    double linf = 0.0, l2 = 0.0, l1 = 0.0;
    std::int64_t l0 = 0;
};

/// Wilson score interval at 95 %; low and high in [0, 1]. n = 0 gives [0, 1].
struct Interval
{
    double low = 0.0, high = 1.0;
};

Interval wilsonInterval(std::int64_t successes, std::int64_t n);

/// AlreadyWrong: the clean image is misread; never a success of the attack.
enum class Verdict { Held, Fooled, AlreadyWrong, TargetHit, TargetMissed };

const char* verdictName(Verdict verdict);

struct TraceStep
{
    int step = 0; ///< 0: the start
    float loss = 0.0F;
    float trueProbability = 0.0F;
    float topWrongProbability = 0.0F;
    int predicted = -1;
    float distance = 0.0F; ///< in the attack's norm
    Image iterate;
};

struct ModelPreview
{
    std::string modelId, modelName;
    std::uint64_t snapshot = 0;
    int label = -1;  ///< the class that was to be left (or kept, if targeted)
    int target = -1; ///< resolved target class; -1 untargeted
    Image adversarial;
    std::vector<float> cleanLogits, cleanProbabilities;
    std::vector<float> adversarialLogits, adversarialProbabilities;
    int cleanClass = -1, adversarialClass = -1;
    Verdict verdict = Verdict::Held;
    Distances distances; ///< measured on `adversarial`, in float64
    bool gradientIsZero = false;
    std::vector<TraceStep> trace;
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
};

/// Quick: a cheaper attack stands in, to be labelled "preview". Final: exactly what was asked for.
enum class PreviewTier { Quick, Final };

struct PreviewResult
{
    RequestId id = 0;
    PreviewTier tier = PreviewTier::Final;
    PreviewRequest request; ///< labels show these values, never the slider's
    std::vector<ModelPreview> models;
    double computeMs = 0.0;
};

struct PerImage
{
    std::int64_t index = 0;
    int label = 0, clean = 0, adversarial = 0;
    bool success = false;
    double linf = 0.0, l2 = 0.0;
};

/// formats.md, `--json` of attack. Counts are images; evaluations are summed over images.
struct AttackReport
{
    ModelInfo model;
    std::string datasetName, datasetSha256;
    AttackRequest request; ///< with every parameter filled in
    int threads = 1;
    std::int64_t n = 0, cleanCorrect = 0, robustCorrect = 0, attacked = 0, successes = 0;
    double meanLinf = 0.0, meanL2 = 0.0, medianL2 = 0.0, maxLinf = 0.0, minPixel = 0.0, maxPixel = 0.0;
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
    double wallSeconds = 0.0;
    bool isComplete = true; ///< false: stopped; the figures are about the n images that were finished
    std::vector<Warning> warnings;
    std::vector<PerImage> perImage;
    std::vector<float> adversarial; ///< n x 784
};

struct CurvePoint
{
    double epsilon = 0.0;
    std::int64_t n = 0, correct = 0;
    double accuracy() const { return n > 0 ? static_cast<double>(correct) / static_cast<double>(n) : 0.0; }
};

struct Curve
{
    std::string modelId, modelName;
    AttackSettings attack;
    std::int64_t n = 0, cleanCorrect = 0;
    std::vector<CurvePoint> points; ///< in the order of the request's epsilons
    std::vector<Warning> warnings;
};

struct EvaluationReport
{
    EvaluateRequest request;
    std::vector<ModelInfo> models;
    std::string datasetName, datasetSha256;
    int threads = 1;
    std::int64_t n = 0; ///< images finished for every curve
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
    double wallSeconds = 0.0;
    bool isComplete = true;
    std::vector<Curve> curves;
};

struct TrainingPoint
{
    std::int64_t step = 0; ///< batches so far
    double epoch = 0.0;    ///< fraction counts
    double loss = 0.0, accuracy = 0.0; ///< on this batch, as trained (attacked images where the objective attacks)
    double lr = 0.0, epsilon = 0.0;
    double seconds = 0.0; ///< of training, pauses not counted
    double imagesPerSecond = 0.0;
};

/// Accuracy on the fixed held-out images: the last part of the training set, never trained on.
struct TrainingEpoch
{
    int epoch = 0; ///< 1 after the first
    std::int64_t step = 0;
    double trainLoss = 0.0, trainAccuracy = 0.0;
    std::int64_t validationN = 0;
    double validationLoss = 0.0, validationAccuracy = 0.0;
    std::int64_t attackedN = 0; ///< images of the two attacks below
    double attackEpsilon = 0.0; ///< epsilon of the two attacks below
    double fgsmAccuracy = 0.0, pgdAccuracy = 0.0; ///< PGD: 10 steps of 2.5 epsilon / 10, random start
    double seconds = 0.0, lr = 0.0;
};

struct LossAndAccuracy
{
    std::int64_t n = 0;
    double loss = 0.0, accuracy = 0.0;
};

struct TrainReport
{
    ModelInfo model;
    TrainRequest request;
    int threads = 1;
    int epochsDone = 0;
    std::int64_t steps = 0;
    double seconds = 0.0, imagesPerSecond = 0.0;
    bool isComplete = true;
    bool hasFinalEvaluation = false;
    double finalEpsilon = 0.0;
    int finalSteps = 0;
    LossAndAccuracy original, adversarial; ///< on the test part, if asked for
};

struct BenchFigure
{
    std::string name; ///< "sgemm", "gradient", "training-step"
    std::string architecture;
    int workers = 1;
    double gflops = 0.0, imagesPerSecond = 0.0;
    double ratioToLimit = 0.0; ///< gflops / (workers * one-core SGEMM gflops)
};

struct BenchReport
{
    std::string machine, libtorch;
    double sgemmGflops = 0.0; ///< one core
    std::vector<BenchFigure> figures;
};

struct ReportData
{
    EvaluationReport evaluation;
    LabelledImage example;
    PreviewResult exampleResult;
    std::string program, version, created, commandLine;
};

} // namespace epsilonlab
