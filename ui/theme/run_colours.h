// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace epsilonlab::ui::theme {

/// Runs side by side: Okabe and Ito's colours in the order of interface.md section 7. The last two have a
/// contrast of only 2.3 on white, so a line of them is at least 2 pixels wide, and words beside it are in the
/// colour of text.
inline constexpr std::array<QRgb, 6> kRunColours{0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9};

} // namespace epsilonlab::ui::theme
