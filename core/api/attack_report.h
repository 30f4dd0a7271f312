// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/infos.h"
#include "api/requests.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// Wilson score interval at 95 %; low and high in [0, 1]. n = 0 gives [0, 1].
struct Interval
{
    double low = 0.0, high = 1.0;
};

Interval wilsonInterval(std::int64_t successes, std::int64_t n);

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

} // namespace epsilonlab
