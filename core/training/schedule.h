// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

namespace epsilonlab {

/// Learning rate at `progress` in [0, 1] of the run. step: x 0.1 at 60 % and again at 85 %; cosine: to 0;
/// cyclic: from 0 up to the full rate at 40 % and down to 0 (Wong et al. 2020). A batch has the rate of its
/// beginning, where the authors' code takes that of its end: the first one of `cyclic` changes nothing.
double learningRateAt(const ParameterSet& recipe, double progress);

/// Epsilon at `progress`: grows linearly from 0 over the first `epsilon-ramp` of the run. With the full size
/// from the first step, adversarial training of epsilon 0.3 can stay at a constant prediction for ever.
double epsilonAt(const ParameterSet& recipe, double progress);

} // namespace epsilonlab
