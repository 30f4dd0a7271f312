// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"
#include "models/random.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

enum class Norm { Linf, L2, L1, L0 };

Norm normFromText(const std::string& text); ///< "linf", "l2", "l1", "l0"

/// Length of each difference: N, of the type of `images`. L0 counts the pixels that differ.
at::Tensor distances(Norm norm, const at::Tensor& images, const at::Tensor& clean);

/// The allowed region: all images in [0, 1] within `epsilon` of the clean one, in `norm`. Tensors are N x 1 x
/// 28 x 28 float32; every function works image by image, so that neighbours in a batch never matter.
struct ThreatModel
{
    Norm norm = Norm::Linf;
    double epsilon = 0.0;
    double l1Quantile = 0.99; ///< l1: the share of pixels that a step leaves alone

    static ThreatModel from(const ParameterSet& values); ///< reads "norm", "epsilon" and, where there is one,
                                                         ///< "l1-quantile"

    /// linf, l2: nearest point of the ball, then of the box. The second step never leaves the ball again,
    /// because it moves every pixel towards the clean one; it is the order of Madry's code, foolbox and
    /// torchattacks. l1: the nearest point of ball and box together (Croce and Hein 2021, "Mind the box",
    /// arXiv:2103.01208, section 3.1): one after the other would give away the part of the change that points
    /// out of the box, most of it on images that are black for the greater part.
    at::Tensor project(const at::Tensor& images, const at::Tensor& clean) const;

    /// Direction of steepest ascent, of unit length in the norm: sign(g), or g / max(|g|_2, 1e-12), or, for
    /// l1, the signs of the largest |g| (a share 1 - l1Quantile of the pixels) with equal weight, as SLIDE
    /// does (Tramer and Boneh 2019, arXiv:1904.13000, section 3.2): the exact l1 direction, one pixel, would
    /// need a step for each. Pixels that stand at 0 or 1 in `images` and would be pushed out do not take part
    /// there. sign(0) is 0; NaN counts as 0.
    at::Tensor ascentDirection(const at::Tensor& gradient, const at::Tensor& images) const;

    /// Uniform in the ball around each image, then projected; image i draws from `seed`, indices[i],
    /// `stream`.
    at::Tensor randomPoint(const at::Tensor& clean, const std::vector<std::int64_t>& indices,
        std::uint64_t seed, std::uint64_t stream) const;

    /// Length of each difference in the norm: N float32.
    at::Tensor distance(const at::Tensor& images, const at::Tensor& clean) const;
};

/// |x|_2 of each image, N x 1 x 1 x 1.
at::Tensor euclideanLengths(const at::Tensor& x);

} // namespace epsilonlab
