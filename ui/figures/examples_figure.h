// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "figures/figure.h"

namespace epsilonlab::ui {

/// One row for each network: clean digit, signed perturbation with its legend, adversarial digit,
/// probabilities of both; the verdict in words and epsilon in both units. Throws Error(Internal) where the
/// result misses an image or is only a quick preview: a report shows final results. Of a step on the way to
/// the result, the words say which; `ownName` is that of a person's own picture.
/// `isRandom`: the pictures are the attack's random twins (noiseInPlace), and the words say so.
Figure examplesFigure(const PreviewResult& result, const std::vector<std::string>& classNames = {},
    const QString& ownName = {}, bool isRandom = false);

} // namespace epsilonlab::ui
