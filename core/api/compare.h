// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/runs.h"

#include <string>
#include <vector>

namespace epsilonlab {

/// Several runs side by side: what they differ in, and everything they measured as text. Numbers are
/// unrounded and use '.', whatever the locale.
namespace compare {

/// What is not the same in all of `runs`: "dataset", then ids of recipe values in the order in which a recipe
/// describes them. A value that only some of them have (of another objective) is a difference too. Empty for
/// fewer than two runs.
std::vector<std::string> differences(const std::vector<RunInfo>& runs);

/// The value of `id` in this run as text; empty if its recipe has none.
std::string valueText(const RunInfo& run, const std::string& id);

/// The title of a recipe value in the window ("Step size"), of the data set too; `id` itself if nothing is
/// called so.
std::string titleOf(const RunInfo& run, const std::string& id);

/// One row per run, step and curve: run,recipe,dataset,curve,step,epoch,seconds,n,attack_epsilon,value.
/// Values of batches come first, then those of epochs. `n` is empty where the row counts no images, `value`
/// where it is no finite number.
std::string toCsv(const std::vector<RunRecord>& runs);

/// {"program", "version", "command":"compare", "differences":[ids], "runs":[as toJson(RunRecord)]}.
std::string toJson(const std::vector<RunRecord>& runs);

} // namespace compare

} // namespace epsilonlab
