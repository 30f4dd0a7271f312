// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "evaluation/attack_shard.h"
#include "models/model.h"

#include <functional>
#include <list>
#include <map>
#include <stop_token>

namespace epsilonlab {

/// Answers previews on the interactive lane; used by that one thread alone. The gradient at a clean image does not depend on
/// epsilon, so it is kept: an epsilon move of FGSM costs one forward pass. A slow attack is preceded by FGSM at the same
/// epsilon, tagged Quick.
class Previewer
{
public:
    using ModelLookup = std::function<ModelPointer(const std::string&)>;
    using Sink = std::function<void(PreviewResult)>;

    explicit Previewer(ModelLookup lookup);

    /// Sends one result, or two if the attack is slow. Throws what attacks and models throw.
    void run(RequestId id, const PreviewRequest& request, const Sink& sink, std::stop_token stop);

private:
    /// What a preview needs to know about one image on one snapshot, whatever the attack does.
    struct CleanState
    {
        std::uint64_t snapshot = 0;
        std::vector<float> pixels;
        int label = -1;
        std::string targetWord;
        std::uint64_t seed = 0;
        Batch batch; // of one
        at::Tensor logits, targets, gradient;
    };

    CleanState& cleanState(const Model& model, const PreviewRequest& request, const ParameterSet& values);
    const at::Tensor& gradient(const Model& model, CleanState& state);
    ModelPreview preview(const Model& model, const PreviewRequest& request, PreviewTier tier, std::stop_token stop);
    AttackOutcome attack(const Model& model, const PreviewRequest& request, PreviewTier tier, CleanState& state, std::stop_token stop);
    bool isSlow(const PreviewRequest& request) const;

    ModelLookup m_lookup;
    std::list<CleanState> m_states;               // newest first, a handful
    std::map<std::string, double> m_milliseconds; // of the last final preview, by attack and amount of work
};

} // namespace epsilonlab
