// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/interval_bounds.h"
#include "training/objective.h"

#include <functional>

namespace epsilonlab {

/// What the objectives that train bounds share.
namespace certified {

ParameterSpec kappa();
ParameterSpec epsilonFactor();

/// kappa(t) CE(clean) + (1 - kappa(t)) CE(worst), with kappa(t) falling from 1 to the recipe's `kappa` as
/// epsilon grows to its full size. `worst`: upper bounds of z_j - z_y over the box, N x K, 0 where j = y.
/// Their softmax is that of the worst-case logits, because it does not change when all of a row move
/// together.
ObjectiveOutcome loss(const ObjectiveProblem& problem, const at::Tensor& worst);

/// All images within `epsilon-factor` times epsilon.
Box wholeBox(const ObjectiveProblem& problem);

/// Whether a recipe's objective trains bounds.
bool isTrainedBy(const ParameterSet& recipe);

} // namespace certified

} // namespace epsilonlab
