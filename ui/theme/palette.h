// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace epsilonlab::ui::theme {

enum class Theme { Light, Dark, HighContrast };

/// Colours by meaning, never by hue. The four roles clean, adversarial, target and truth keep a CIEDE2000
/// distance of at least 17 under simulated protan, deutan and tritan vision, and are always paired with a
/// shape or a word.
struct Palette
{
    QColor background; ///< of views
    QColor panel; ///< of bars, docks and cards on the background
    QColor field; ///< of editors
    QColor text, dimText;
    QColor border;
    QColor focus; ///< focus ring, selected tab
    QColor clean; ///< the clean picture; network A
    QColor adversarial; ///< the attacked picture; "fooled"
    QColor target; ///< target class; network B
    QColor truth; ///< true class, neutral marks, chance
    QColor onRole; ///< text on a surface filled with one of the four roles
    QColor warning, error;
    QColor chartGrid;
};

const Palette& paletteOf(Theme theme);

} // namespace epsilonlab::ui::theme
