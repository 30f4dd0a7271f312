// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"

#include <QColor>
#include <QImage>

namespace epsilonlab::ui {

/// 28 x 28 grey picture, black background; value v becomes round(255 v). Empty images give a null picture.
QImage toGrey(const Image& image);

/// 28 x 28 picture of signed values on the diverging map, symmetric: -limit is the blue end, +limit the
/// orange end, zero the neutral grey. A limit of 0 stands for "everything is zero".
QImage toSigned(const Image& image, double limit);

/// Colour of t in [-1, 1] on the diverging map: #053B6B, #4A90C2, #F5F5F5, #E08A3C, #7F3300, interpolated in
/// CIELAB so that both arms get evenly darker and stay apart for colour-blind eyes.
QColor divergingColor(double t);

/// a - b, pixel by pixel.
Image difference(const Image& a, const Image& b);

} // namespace epsilonlab::ui
