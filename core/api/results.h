// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

struct ModelInfo
{
    std::string id; ///< "standard", "robust", "live" or "file:<path>"
    std::string name; ///< what the window shows
    std::string path; ///< empty for shipped and live models
    std::string sha256;
    std::string architecture; ///< JSON list of layers
    std::vector<std::string> classNames;
    std::int64_t parameterCount = 0;
    std::uint64_t snapshot = 0; ///< grows with each new set of weights under the same id
    std::string recipe, metrics, dataset, created; ///< as in the file; JSON text or empty
    bool hasLayers = true; ///< false: TorchScript; only its function is known, so no layer views and no
                           ///< certificates
    bool isLive = false;
    double epoch = 0.0; ///< live: how far training is
};

struct DatasetInfo
{
    std::string id; ///< "mnist"
    std::string title; ///< "MNIST"
    bool isAvailable = false;
    std::string location; ///< folder, or "built in"
    std::string reason; ///< why it is not available and what to do, one sentence
    std::int64_t trainCount = 0, testCount = 0;
    std::vector<std::string> classNames;
};

/// Part of a picture, in its pixels from the top left.
struct Crop
{
    int x = 0, y = 0, width = 0, height = 0;
};

/// A picture file as the networks see it.
struct OpenedImage
{
    Image image; ///< levels of 1/255
    int width = 0, height = 0; ///< of the file
    Crop crop; ///< what of it was used
    bool isInverted = false; ///< the ink was darker than the ground
    std::string note; ///< what was done to it, in one sentence
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

/// The one named "linf", "l2", "l1" or "l0".
double distanceIn(const std::string& norm, const Distances& distances);

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

/// How far the attack on one network is. Waiting: not begun; what else is said about the network is of its
/// clean image.
struct Progress
{
    enum class State { Finished, Running, Waiting };
    State state = State::Finished;
    std::int64_t step = 0, steps = 0;
};

struct ModelPreview
{
    std::string modelId, modelName;
    Progress progress; ///< of a Partial result
    std::uint64_t snapshot = 0;
    int label = -1; ///< the class that was to be left (or kept, if targeted)
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

/// Quick: a cheaper attack stands in, to be labelled "preview". Partial: the attack asked for, on its way
/// (Progress). Final: exactly what was asked for. Later ones replace earlier ones of the same request.
enum class PreviewTier { Quick, Partial, Final };

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
    double linf = 0.0, l2 = 0.0, l1 = 0.0;
    std::int64_t l0 = 0;
};

/// What one attack of an ensemble did with the images that those before it left; counts of images.
struct ComponentCounts
{
    std::string id;
    std::int64_t attacked = 0, broken = 0;
};

/// A perturbation made for a whole set, on the images it was made from and on the others; counts of images
/// that were read right before.
struct UniversalCounts
{
    std::int64_t crafted = 0, craftedFooled = 0;
    std::int64_t heldOut = 0, heldOutFooled = 0;
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
    std::string distanceNorm = "linf"; ///< what the attack measures its change in
    double medianDistance = 0.0; ///< in that norm, over the attacked images; a failure counts as infinitely
                                 ///< far
    std::int64_t gradientEvaluations = 0, forwardEvaluations = 0;
    double wallSeconds = 0.0;
    bool isComplete = true; ///< false: stopped; the figures are about the n images that were finished
    std::optional<UniversalCounts> universal; ///< of attacks that prepare one perturbation for the whole set
    std::vector<ComponentCounts> components; ///< of an ensemble, in its order
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
    double epoch = 0.0; ///< fraction counts
    double loss = 0.0, accuracy = 0.0; ///< on this batch, as trained (attacked images where the objective
                                       ///< attacks)
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
    std::string datasetName, datasetSha256;
    std::int64_t datasetCount = 0; ///< images it was trained on or held out
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
    std::string name; ///< "gradient", "training-step", "attack", "objective"
    std::string architecture;
    std::string method; ///< id of the attack or the objective
    int workers = 1;
    std::int64_t images = 0; ///< of one measured round
    double imagesPerSecond = 0.0;
    double gflops = 0.0; ///< gradient and training-step only
    double ratioToLimit = 0.0; ///< gflops / (workers * one-core SGEMM gflops)
    bool isFinished = true; ///< false: longer than the time it was given, so there is no figure
};

struct HandOver
{
    int workers = 1;
    double microseconds = 0.0; ///< of one round of as many empty shards
};

struct BenchReport
{
    std::string machine, libtorch, blas, kernels;
    double sgemmGflops = 0.0; ///< one core: the limit
    std::vector<HandOver> handOvers;
    std::vector<BenchFigure> figures;
    bool isComplete = true; ///< false: stopped; what is there was measured whole
};

struct ReportData
{
    EvaluationReport evaluation;
    LabelledImage example;
    PreviewResult exampleResult;
    std::string program, version, created, commandLine;
};

} // namespace epsilonlab
