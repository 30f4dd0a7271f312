// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "api/results.h"
#include "imaging/decode.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// Which is darker, the ink or the ground.
enum class Ink { Light, Dark };

/// A picture brought to 28 x 28: light ink on a black ground.
struct FittedPicture
{
    std::vector<std::uint8_t> bytes; ///< 784
    Crop crop; ///< what of the picture was used
    int width = 0, height = 0; ///< of the ink after scaling; 0 where it was not cropped
    Ink ink = Ink::Light; ///< dark ink was inverted
};

/// The ground is what most of the picture's rim shows; the ink is what is furthest from it.
Ink inkOf(const GreyPicture& picture);

/// Brings a picture to 28 x 28 (ImageFit says how; `ink` decides where given, else inkOf).
///
/// Digit follows the making of MNIST (LeCun, Cortes, Burges, http://yann.lecun.com/exdb/mnist): the bounding
/// box of the ink, its shape kept, is scaled with anti-aliasing so that its longer side has 20 pixels, and
/// shifted by whole pixels so that its centre of mass falls on pixel (14, 14), counted from 0. (In the data
/// itself every centre lies in [13.5, 14.5), and every longer side is 20; measured on the built-in sample.)
/// Before that the ground is set to 0, with what the rim scatters around it, and the ink's strongest value
/// to 1. Specks under a hundredth of the largest stroke's area do not count. Throws Error(BadFile) where ink
/// and ground differ by less than a twentieth.
FittedPicture fitPicture(
    const GreyPicture& picture, ImageFit fit, const std::string& name, std::optional<Ink> ink = {});

} // namespace epsilonlab
