// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/noise.h"

namespace epsilonlab {

PreviewResult noiseInPlace(const PreviewResult& result, const NoiseResult& noise)
{
    PreviewResult swapped = result;
    for (std::size_t i = 0; i < swapped.models.size() && i < noise.models.size(); ++i) {
        ModelPreview& model = swapped.models[i];
        const NoiseTwin& twin = noise.models[i];
        model.adversarial = twin.image;
        model.adversarialLogits = twin.logits;
        model.adversarialProbabilities = twin.probabilities;
        model.adversarialClass = twin.predicted;
        model.verdict = twin.verdict;
        model.distances = twin.distances;
        model.target = -1;
        model.progress = {};
    }
    return swapped;
}

} // namespace epsilonlab
