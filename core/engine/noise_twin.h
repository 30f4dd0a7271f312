// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/noise.h"
#include "models/model.h"

#include <functional>
#include <vector>

namespace epsilonlab {

/// Makes the noise twins of previews; used by the interactive lane's thread alone. The noise is that of the
/// attack `noise`, with signs. In l2 and l1 the cut at [0, 1] takes away about half of it on a black ground:
/// there it is drawn longer until what is left has the size (a relative 1e-4), or the box ends it.
/// Deterministic for (seed, index, size). The last twins stay, so that nothing is drawn twice. Cost: one
/// forward pass for each network.
class NoiseTwins
{
public:
    using ModelLookup = std::function<ModelPointer(const std::string&)>;

    explicit NoiseTwins(ModelLookup lookup);

    NoiseResult of(const PreviewResult& result);

private:
    /// Everything that went into a twin.
    struct Key
    {
        std::uint64_t snapshot = 0, seed = 0;
        LabelledImage sample;
        std::string norm;
        double size = 0.0;
        int label = -1;

        bool isSame(const Key& other) const;
    };

    struct Kept
    {
        Key key;
        NoiseTwin twin;
    };

    static Key keyOf(const Model& model, const PreviewResult& result, const ModelPreview& preview);
    static NoiseTwin make(const Model& model, const Key& key, int cleanClass);

    ModelLookup m_lookup;
    std::vector<Kept> m_kept; // one for each network of the last preview
};

} // namespace epsilonlab
