// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

inline constexpr int kImageSide = 28;
inline constexpr int kImagePixels = kImageSide * kImageSide;

/// One grey image, 28 x 28, row by row from the top left; pixels in [0, 1], 0 is black (the background of
/// MNIST). Empty `pixels` means "no image". Also used for signed maps (perturbations), then in [-1, 1].
struct Image
{
    std::vector<float> pixels;

    bool isEmpty() const { return pixels.empty(); }
    bool operator==(const Image&) const = default;
};

/// An image with its true class. `label` is -1 where nobody knows it (a drawn digit).
struct LabelledImage
{
    Image image;
    int label = -1;
    std::int64_t index = 0; ///< position in its data set: the key of per-image randomness
};

} // namespace epsilonlab
