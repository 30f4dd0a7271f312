// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"
#include "figures/figure.h"

#include <vector>

namespace epsilonlab::ui {

/// One probe digit and what was found for it.
struct ProbeRow
{
    LabelledImage digit;
    QString text; ///< "0.124", "> 0.5", "misread", "..."
    double length = 0.0; ///< of its bar, 0 to 1
    bool isFlipped = false; ///< the attack works within the scale
};

/// The smallest epsilon that fools a network, for a few digits; `about` says which network and whose digits,
/// `largest` is the epsilon of a full bar. Blank without digits.
Figure probesFigure(const std::vector<ProbeRow>& rows, const QString& about, double largest);

} // namespace epsilonlab::ui
