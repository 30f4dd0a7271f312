// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "api/error.h"
#include "api/requests.h"

#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// What an attack makes of one image at each of several epsilons, for up to two networks: the ribbon under
/// the slider.
struct SweepRequest
{
    std::vector<std::string> modelIds;
    LabelledImage sample; ///< label -1: each model's own clean prediction takes its place
    AttackSettings attack; ///< its epsilon does not matter
    std::vector<double> epsilons; ///< ascending, in the attack's norm
    double limitSeconds = 0.0; ///< given up once its first cells show that the whole takes longer; 0: never
};

struct SweepCell
{
    int predicted = -1; ///< class of the attacked image, exactly as a preview at this epsilon says; -1: not
                        ///< computed yet
    float probability = 0.0F;
    bool isSuccess = false; ///< the attack's goal holds; never on an image that the network misreads clean
};

struct ModelSweep
{
    std::string modelId, modelName;
    std::uint64_t snapshot = 0;
    int label = -1, target = -1; ///< as in ModelPreview
    int cleanClass = -1;
    std::vector<SweepCell> cells; ///< in the order of the request's epsilons

    /// From the first cell where the attack succeeds, bisected towards the one before down to steps of 0.001:
    /// an epsilon at which it succeeds, while it fails 0.001 below. Smaller ones may exist between two cells
    /// that both fail.
    std::optional<double> flip;
};

struct SweepResult
{
    RequestId id = 0;
    SweepRequest request;
    std::vector<ModelSweep> models;
    bool isLast = false; ///< every cell is known, and so are the flips, or it was given up
    double computeMs = 0.0;
    double neededSeconds = 0.0; ///< given up: about so long the whole would take; 0: not given up
    std::optional<Failure> failure; ///< then there is nothing else
};

namespace sweeps {
/// True if the attack fills a ball of a given epsilon around one image. Not the minimal-norm attacks (they
/// find the distance themselves), not those that no ball bounds, not those that are made from a whole set.
bool applies(const AttackInfo& attack);
} // namespace sweeps

} // namespace epsilonlab
