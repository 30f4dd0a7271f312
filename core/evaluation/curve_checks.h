// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "evaluation/attack_counts.h"

#include <vector>

namespace epsilonlab {

/// What an attack did at one point of a curve; of a minimal-norm attack, which has one run for all, at the
/// first.
struct PointCounts
{
    double epsilon = 0.0;
    AttackCounts counts;
};

/// The self-checks of each point of one curve (attackWarnings), each hint once: at the largest epsilon where
/// it shows, which it names if there are several points. `values` are the curve's, whatever their epsilon.
std::vector<Warning> pointWarnings(const std::vector<PointCounts>& points, const ParameterSet& values);

/// The self-checks that look at several points or curves of one network and norm (methods.md, "Self-checks");
/// adds to the curves' warnings. All numbers are about the same images, so a difference is a difference of
/// images, not of samples.
void addCurveChecks(EvaluationReport& report);

} // namespace epsilonlab
