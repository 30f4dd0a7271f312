// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "figures/figure.h"

namespace epsilonlab::ui {

/// Accuracy against epsilon with 95 % Wilson bands, the chance line and the name of every curve at its end.
/// Throws Error(Internal) where the report has no measured point.
Figure curveFigure(const EvaluationReport& report);

} // namespace epsilonlab::ui
