// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "figures/figure.h"

namespace epsilonlab::ui {

/// One row for each network: clean digit, signed perturbation with its legend, adversarial digit, probabilities of both;
/// the verdict in words and epsilon in both units. Throws Error(Internal) where the result misses an image or is only a
/// quick preview: a report shows final results.
Figure examplesFigure(const PreviewResult& result, const std::vector<std::string>& classNames = {});

} // namespace epsilonlab::ui
