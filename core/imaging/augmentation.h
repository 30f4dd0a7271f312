// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <functional>
#include <vector>

namespace epsilonlab {

/// Changes to training images that do not change what they show, as the recipe's `augment-` values say; 0
/// leaves each out. They come in the order of the members. Images are 28 x 28 float in [0, 1], black outside,
/// and stay in [0, 1].
struct Augmentation
{
    double shift = 0.0; ///< pixels: each axis uniform in +- shift
    double rotation = 0.0; ///< degrees around the middle, uniform in +- rotation
    double scale = 0.0; ///< factor uniform in 1 +- scale
    /// Elastic deformation (Simard et al. 2003, "Best practices for convolutional neural networks applied to
    /// visual document analysis", section 2): a field of uniform numbers, smoothed by a Gaussian of 4 pixels,
    /// scaled to this length in pixels (root of the mean square, each axis).
    double elastic = 0.0;
    double noise = 0.0; ///< deviation of Gaussian noise on each pixel, then cut to [0, 1]
    int cutout = 0; ///< side in pixels of a black square around a pixel of the image (DeVries and Taylor
                    ///< 2017, arXiv:1708.04552)

    static Augmentation from(const ParameterSet& recipe);
    static std::vector<ParameterSpec> parameters();

    bool isNone() const;

    /// Where an image's random numbers come from: uniform in [0, 1), and normal of deviation 1.
    struct Random
    {
        std::function<double()> uniform, normal;
    };

    /// Changes one image in place. Cost: some 20 microseconds, with elastic 60. Any thread.
    void apply(float* image, const Random& random) const;

private:
    bool isMoving() const { return shift > 0.0 || rotation > 0.0 || scale > 0.0 || elastic > 0.0; }
    void move(float* image, const Random& random) const;
};

} // namespace epsilonlab
