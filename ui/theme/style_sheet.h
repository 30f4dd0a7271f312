// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/palette.h"

#include <QString>

namespace epsilonlab::ui::theme {

/// The little that Fusion does not do: flat tabs, visible 2 px focus, flat bars.
QString styleSheet(const Palette& palette);

} // namespace epsilonlab::ui::theme
