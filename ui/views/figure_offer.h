// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/animation.h"

#include <QPointer>
#include <QWidget>

namespace epsilonlab::ui {

/// A part of a view that can leave the window as a figure.
struct FigureOffer
{
    QPointer<QWidget> place; ///< where a right click asks for it
    QString title; ///< in menus
    std::function<Figure(theme::Theme)> make; ///< of what is shown now; throws Error where there is nothing
                                              ///< to draw
    std::function<Animation()> animate{}; ///< of how it came about; empty: it does not move; throws as well
};

} // namespace epsilonlab::ui
