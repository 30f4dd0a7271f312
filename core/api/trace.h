// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/error.h"
#include "api/results.h"

#include <vector>

namespace epsilonlab {

/// What a network says about one image, and how far that is from the clean one.
struct Reading
{
    std::vector<float> logits, probabilities;
    Distances distances;
};

/// Every step of the attack on one network, the start first and the last one at the end; none of attacks that
/// keep none.
struct NetworkTrace
{
    std::vector<TraceStep> steps;
    std::vector<Reading> readings; ///< one for each step
};

/// A preview's attack once more, with every step that it takes. The result is the same, bit for bit.
struct TraceResult
{
    RequestId id = 0;
    PreviewResult preview; ///< Final; its traces have gone to `networks`
    std::vector<NetworkTrace> networks; ///< in the order of the preview's models
};

struct TraceFailed
{
    RequestId id = 0;
    Failure failure;
};

} // namespace epsilonlab
