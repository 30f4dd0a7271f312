// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/carlini_wagner.h"
#include "attacks/threat_model.h"

#include <functional>
#include <memory>

namespace epsilonlab {

/// What the attacks that search a weight c of the loss (cw, ead) have in common.
struct ConstantSearchOptions
{
    std::int64_t searches = 9, steps = 1000;
    double firstConstant = 1e-3, confidence = 0.0;
    bool abortsEarly = true;

    static ConstantSearchOptions from(const ParameterSet& values); ///< searches, steps, first-c, confidence,
                                                                   ///< abort-early
};

/// What one step of an optimiser saw; all tensors have a row for each image that has not been given up.
struct DescentLook
{
    at::Tensor points, logits; ///< the point that was looked at
    at::Tensor isReached; ///< bool: hingeLoss
    at::Tensor measure; ///< what is to be least; undefined: the distance in the norm
    at::Tensor loss; ///< float32: falls, or the image's run ends
    at::Tensor gradient; ///< of the loss, M x 1 x 28 x 28
    std::int64_t forwards = 0; ///< forward passes that came without a gradient
};

/// One run of an optimiser at given constants, each image for itself.
class ConstantDescent
{
public:
    virtual ~ConstantDescent() = default;

    virtual DescentLook step(std::int64_t i) = 0; ///< one gradient; `i` counts the steps of this run from 0
    virtual void keepOnly(const at::Tensor& which) = 0; ///< int64, among the rows that were left
};

/// Where a run begins: all images of the problem with the constants of this search, N float32.
using BeginDescent
    = std::function<std::unique_ptr<ConstantDescent>(const Goal& goal, const at::Tensor& constants)>;

/// Runs the optimiser for `searches` constants of each image, found by ConstantSearch; an image whose loss
/// has not fallen for a tenth of the steps ends its run. The result is the nearest clear success in `norm`
/// (or by the look's measure); the trace has 20 points of each search. Looks at the stop token once per step.
AttackOutcome searchConstants(
    const AttackProblem& problem, Norm norm, const ConstantSearchOptions& options, const BeginDescent& begin);

} // namespace epsilonlab
