// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "attacks/attack.h"
#include "evaluation/batch.h"
#include "models/model.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

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

/// An outcome in the numbers and words that the window shows. Cost: one forward pass where the outcome has no
/// logits.
ModelPreview describedPreview(
    const Model& model, const PreviewRequest& request, const CleanState& state, AttackOutcome outcome);

} // namespace epsilonlab
