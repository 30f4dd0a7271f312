// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"
#include "figures/figure.h"

#include <vector>

namespace epsilonlab::ui {

/// The drawing of a figure as it is now, without its caption, and the state that it shows. Throws Error.
PinnedFigure pinned(const Figure& figure);

/// The figure again: vectors and text, its caption as the person left it. Throws Error(BadFile) if the
/// drawing is broken.
Figure figureOf(const PinnedFigure& pin);

/// Figures with their captions in a grid, row by row, all in one drawing. Throws Error(BadParameter) where
/// there are none.
Figure sheetOf(const std::vector<Figure>& figures, int columns);

} // namespace epsilonlab::ui
