// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_display.h"

#include <algorithm>

namespace epsilonlab::ui::display {

int lastStep(const TraceResult& traced)
{
    std::size_t longest = 0;
    for (const NetworkTrace& network : traced.networks)
        longest = std::max(longest, network.steps.size());
    return longest > 0 ? static_cast<int>(longest) - 1 : 0;
}

PreviewResult atStep(const TraceResult& traced, int step)
{
    PreviewResult result = traced.preview;
    for (std::size_t i = 0; i < result.models.size() && i < traced.networks.size(); ++i) {
        const NetworkTrace& network = traced.networks[i];
        const auto at = static_cast<std::size_t>(std::max(0, step));
        if (at >= network.steps.size() || at >= network.readings.size())
            continue;
        ModelPreview& model = result.models[i];
        model.adversarial = network.steps[at].iterate;
        model.adversarialLogits = network.readings[at].logits;
        model.adversarialProbabilities = network.readings[at].probabilities;
        model.adversarialClass = network.steps[at].predicted;
        model.distances = network.readings[at].distances;
        model.progress
            = {Progress::State::Running, step, static_cast<std::int64_t>(network.steps.size()) - 1};
    }
    return result;
}

} // namespace epsilonlab::ui::display
