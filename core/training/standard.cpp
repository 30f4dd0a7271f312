// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/objective.h"

namespace epsilonlab {

/// Cross-entropy of the clean images. Cost per batch: one forward and backward pass.
Objective standardObjective()
{
    ObjectiveInfo info;
    info.id = "standard";
    info.title = "Standard";
    info.sentence = "Learns the clean images only: accurate, and easily fooled.";
    return {info, [](const ObjectiveProblem& problem) { return trainOn(problem, problem.images); }};
}

} // namespace epsilonlab
