// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

namespace epsilonlab::ui {

/// The files a figure can become.
enum class FigureFormat { Png, LargePng, Svg, Pdf };

inline constexpr double kLargeScale = 3.0; ///< device pixels of LargePng for each of Png

QString endingOf(FigureFormat format); ///< "png"

/// The whole file. Throws Error.
QByteArray figureFile(const Figure& figure, FigureFormat format);

} // namespace epsilonlab::ui
