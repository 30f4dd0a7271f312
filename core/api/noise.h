// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <string>
#include <vector>

namespace epsilonlab {

/// The control beside an attack on one network: a change as large as the attack's in a random direction. Its
/// size is epsilon where the attack fills a ball, and what was measured where the attack finds its own
/// distance; where the norm has no noise (pixels that were changed, a turned picture) it is as large in l2.
struct NoiseTwin
{
    std::string norm; ///< "linf", "l2", "l1": in which it is as large
    double size = 0.0; ///< what it was to be; `distances` say what it is
    Image image;
    Distances distances;
    std::vector<float> logits, probabilities;
    int predicted = -1;
    Verdict verdict = Verdict::Held; ///< Held, Fooled or AlreadyWrong; a target plays no part
};

/// Comes just before the Quick and the Final result of the preview with the same id, one twin for each of its
/// networks.
struct NoiseResult
{
    RequestId id = 0;
    std::vector<NoiseTwin> models;
};

/// The result with the random change in the place of the attack's.
PreviewResult noiseInPlace(const PreviewResult& result, const NoiseResult& noise);

/// What a preview is asked for besides the attack.
struct PreviewExtras
{
    bool wantNoise = false; ///< a NoiseResult beside each picture
};

} // namespace epsilonlab
