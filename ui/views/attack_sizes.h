// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

namespace epsilonlab::ui {
class EpsilonControl;
}

/// What the epsilon control says about an attack: its size, the smallest change that it found, or that no
/// epsilon applies.
namespace epsilonlab::ui::sizes {

void prepare(EpsilonControl& control, const AttackSettings& attack); ///< before the first result
void show(EpsilonControl& control, const PreviewResult& result, bool isNoise = false); ///< noise is never too
                                                                                       ///< large: it is no
                                                                                       ///< attack     ///<
                                                                                       ///< nothing if it is
                                                                                       ///< of an attack of
                                                                                       ///< another kind

} // namespace epsilonlab::ui::sizes
