// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/attack.h"

namespace epsilonlab {

/// The problem of some of its images alone, in the order of `rows` (int64): for later runs on those that
/// still hold.
AttackProblem restrictedTo(const AttackProblem& problem, const at::Tensor& rows);

/// Logits of the unchanged images, N x K: those that came with the problem, or one forward pass, which is
/// counted.
at::Tensor cleanLogits(const AttackProblem& problem, AttackOutcome& outcome);

/// Rows, int64, where `flags` (N bool) is true.
at::Tensor rowsWhere(const at::Tensor& flags);

/// An outcome that has not changed anything yet.
AttackOutcome unchanged(const AttackProblem& problem);

/// Puts what a later run on `rows` found in the place of what was there, where it passes the goal by more or
/// misses it by less, and adds its evaluations.
void mergeRun(
    const AttackProblem& problem, const at::Tensor& rows, const AttackOutcome& run, AttackOutcome& outcome);

/// Rows of the outcome whose goal is not reached yet.
at::Tensor holdingRows(const AttackProblem& problem, const AttackOutcome& outcome);

} // namespace epsilonlab
