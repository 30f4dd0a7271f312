// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/trace.h"

/// Other pictures of a result, in the form in which the board shows results.
namespace epsilonlab::ui::display {

/// The last step that any network's trace has; 0: there is none.
int lastStep(const TraceResult& traced);

/// The iterates of one step. A network whose trace has ended by then shows its result.
PreviewResult atStep(const TraceResult& traced, int step);

} // namespace epsilonlab::ui::display
