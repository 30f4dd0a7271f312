// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

struct Distances
{
    double linf = 0.0, l2 = 0.0, l1 = 0.0;
    std::int64_t l0 = 0;
};

/// The one named "linf", "l2", "l1" or "l0".
double distanceIn(const std::string& norm, const Distances& distances);

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

} // namespace epsilonlab
