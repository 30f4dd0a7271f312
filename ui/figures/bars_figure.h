// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "figures/figure.h"

namespace epsilonlab::ui {

/// What the bars show, and of which network of the result.
struct BarsChoice
{
    std::size_t model = 0;
    bool isLogits = false; ///< in place of probabilities
    std::vector<std::string> classNames{};
    QString ownName{}; ///< of a person's own picture
};

/// What one network thinks of the clean and of the attacked picture, class by class, every value as a number.
/// Throws Error(Internal) where the result has no such network or values.
Figure barsFigure(const PreviewResult& result, const BarsChoice& choice);

} // namespace epsilonlab::ui
