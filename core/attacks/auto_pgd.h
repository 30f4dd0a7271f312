// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/attack.h"
#include "attacks/logit_loss.h"
#include "attacks/threat_model.h"

namespace epsilonlab {

struct AutoPgdOptions
{
    ThreatModel threat; ///< linf or l2
    std::int64_t steps = 100;
    double rho = 0.75; ///< share of steps that must have raised the loss, or the step is halved
    std::uint64_t stream = 0; ///< of the random start
    at::Tensor aims{}; ///< N int64: the class that the loss climbs to; undefined: away from the label
    LogitLoss (*loss)(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& aims)
        = crossEntropyLoss;
};

/// One run of Auto-PGD (Croce and Hein 2020, arXiv:2003.01690, algorithm 1): ascent with momentum from a
/// random point on the sphere of radius epsilon, clipped to [0, 1]. Each image's step begins at 2 epsilon and
/// is halved at the checkpoints where the loss rose in too few steps, or where neither the step nor the best
/// loss has changed since the last one; the image then goes on from its best point. Reached is the goal of
/// the *problem* (any wrong class, or its target), whatever the loss aims at; an image that has reached it
/// leaves. Of the others the point of the highest loss is returned. As the authors' code, but that the rises
/// of the first stretch are counted from the start's loss (as in the paper), not from 0. Cost: up to `steps`
/// forward and backward passes and one forward pass. Looks at the stop token once per step.
AttackOutcome autoPgdRun(const AttackProblem& problem, const AutoPgdOptions& options);

/// What the attacks apgd-ce and apgd-dlr do: `restarts` runs, each on the images that still hold. Reads the
/// values norm, epsilon, steps, rho and restarts.
AttackOutcome autoPgd(const AttackProblem& problem, decltype(AutoPgdOptions::loss) loss);

/// What the attack apgd-t does: a run for each of the most likely wrong classes in turn, on the images that
/// still hold.
AttackOutcome targetedAutoPgd(const AttackProblem& problem);

namespace specs {
ParameterSpec rho();
ParameterSpec targetClasses();
} // namespace specs

} // namespace epsilonlab
