// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "engine/preview_description.h"

#include <functional>
#include <list>
#include <map>
#include <stop_token>

namespace epsilonlab {

/// Answers previews on the interactive lane; used by that one thread alone. The gradient at a clean image
/// does not depend on epsilon, so it is kept: an epsilon move of FGSM costs one forward pass. A slow attack
/// by gradients is preceded by FGSM at the same epsilon, tagged Quick; every slow attack shows where it is
/// after steps 1, 2, 5, 10, 20, 40 ... and every tenth of a second, tagged Partial. What an attack makes from
/// a whole set is kept too.
class Previewer
{
public:
    using ModelLookup = std::function<ModelPointer(const std::string&)>;
    using DatasetLookup = std::function<DatasetView(const DatasetSpec&)>; ///< an empty view if it is not open
    using Sink = std::function<void(PreviewResult)>;

    Previewer(ModelLookup lookup, DatasetLookup datasets);

    /// Sends one result, or several if the attack is slow; none after a stop. Throws what attacks and models
    /// throw.
    void run(RequestId id, const PreviewRequest& request, const Sink& sink, std::stop_token stop);

private:
    /// What an attack made from a whole set.
    struct Prepared
    {
        std::uint64_t snapshot = 0;
        std::string dataset;
        AttackSettings attack;
        at::Tensor tensor;
    };

    using Watch = std::function<void(const AttackMoment&)>;

    /// One request on its way.
    struct Run
    {
        const PreviewRequest& request; ///< values complete
        std::stop_token stop;
        PreviewResult result{};
        Watch watch{}; ///< empty: nobody looks
    };

    CleanState& cleanState(const Model& model, const PreviewRequest& request, const ParameterSet& values);
    const at::Tensor& gradient(const Model& model, CleanState& state);
    at::Tensor prepared(const Model& model, const Run& run, const CleanState& state);
    ModelPreview preview(const Model& model, const Run& run, PreviewTier tier);
    AttackOutcome attack(const Model& model, const Run& run, PreviewTier tier, CleanState& state);
    void compute(Run& run, const std::vector<ModelPointer>& models, PreviewTier tier, const Sink& sink);
    bool isSlow(const PreviewRequest& request) const;

    ModelLookup m_lookup;
    DatasetLookup m_datasets;
    std::list<CleanState> m_states; // newest first, a handful
    std::list<Prepared> m_prepared; // newest first, a handful
    std::map<std::string, double> m_milliseconds; // of the last final preview, by attack and amount of work
};

} // namespace epsilonlab
