// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/attack.h"
#include "attacks/threat_model.h"

namespace epsilonlab {

struct AscentOptions
{
    ThreatModel threat;
    std::int64_t steps = 40;
    double stepSize = 0.01; ///< in the norm of the threat model
    std::int64_t restarts = 1;
    bool hasRandomStart = false;
    bool keepsBest = false; ///< an earlier iterate that succeeded, where the last one fails
    bool hasMomentum = false; ///< climb along g <- decay g + gradient / mean |gradient| in place of the
                              ///< gradient
    double decay = 0.0;
    bool looksAhead = false; ///< with momentum: take the gradient at x + stepSize decay g

    /// Threat model, steps and step size as the attack's values say.
    static AscentOptions from(const ParameterSet& values);
};

/// Projected steepest ascent, the common core of FGSM, BIM and PGD:
/// x(k+1) = project(x(k) + stepSize * direction(gradient(x(k)))). Images that were fooled do not take part in
/// later restarts; of images that hold, the result of the last restart is returned. Deterministic for
/// problem.seed. Cost: `steps` gradients and one forward pass per image and restart. Stops within one step.
AttackOutcome steepestAscent(const AttackProblem& problem, const AscentOptions& options);

/// Each image's gradient divided by the mean of its absolute values, as momentum adds it; N x 1 x 28 x 28. A
/// gradient of zeros has no mean to be divided by and adds nothing, and what is not finite counts as 0.
at::Tensor scaledByMean(const at::Tensor& gradient);

/// stepSize as given, or 2.5 epsilon / steps where it is 0 (Madry et al. 2018, section 5: "2.5 epsilon /
/// 100").
double effectiveStepSize(double stepSize, double epsilon, std::int64_t steps);

} // namespace epsilonlab
