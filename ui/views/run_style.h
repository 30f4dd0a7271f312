// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot_panel.h"

#include <QPixmap>

namespace epsilonlab::ui {

/// How the run in a slot is drawn, wherever it is shown: colour, dash and marker. The slot belongs to the
/// run, never to its place in a list. From the seventh on a colour returns with another dash and marker.
PlotCurve runCurve(int slot);

/// A piece of that line, for lists.
QPixmap runSwatch(int slot, double pixelRatio);

} // namespace epsilonlab::ui
