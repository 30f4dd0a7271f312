// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/objective.h"

namespace epsilonlab {

/// Images attacked inside training, by projected steepest ascent in L-infinity with the size that the ramp
/// says now.
struct InnerAttack
{
    enum class Start {
        Image,
        Uniform,
        Normal
    }; ///< Uniform: in the ball; Normal: 0.001 N(0, 1), as TRADES does

    std::int64_t steps = 1;
    double stepSize = 0.0; ///< 0: 2.5 epsilon / steps
    Start start = Start::Image;
    double decay = -1.0; ///< of momentum as in `mim`; negative: none
    at::Tensor clean{}; ///< N x K log-probabilities: climb KL(clean | attacked) in place of the labels'
                        ///< cross-entropy
};

/// N x 1 x 28 x 28 in [0, 1] and in the ball around problem.images. The network is in evaluation mode.
/// Deterministic for problem.seed and the images' indices. Looks at the stop token once per step. Cost:
/// `steps` forward and backward passes.
at::Tensor attackedImages(const ObjectiveProblem& problem, const InnerAttack& attack);

/// `steps` and `step-size` as several objectives have them, and the attack that they describe, with a uniform
/// start.
ParameterSpec innerSteps();
ParameterSpec innerStepSize();
InnerAttack innerPgd(const ObjectiveProblem& problem);

/// `attack-precision`: of every objective whose images attackedImages() makes. Other recipes have none, and
/// float32.
ParameterSpec innerPrecision();
bool wantsBfloat16(const ParameterSet& recipe);

/// The description of an objective that attacks, without parameters of its own.
struct ObjectiveWords
{
    const char *id, *title, *sentence, *source;
};
ObjectiveInfo attackingObjective(const ObjectiveWords& words);

} // namespace epsilonlab
