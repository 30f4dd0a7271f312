// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"
#include "models/random.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

enum class Norm { Linf, L2 };

/// The allowed region: all images in [0, 1] within `epsilon` of the clean one, in `norm`. Tensors are N x 1 x 28 x 28
/// float32; every function works image by image, so that neighbours in a batch never matter.
struct ThreatModel
{
    Norm norm = Norm::Linf;
    double epsilon = 0.0;

    static ThreatModel from(const ParameterSet& values); ///< reads "norm" and "epsilon"

    /// Nearest point of the ball, then of the box. The second step never leaves the ball again, because it moves every
    /// pixel towards the clean one; it is the order of Madry's code, foolbox and torchattacks.
    at::Tensor project(const at::Tensor& images, const at::Tensor& clean) const;

    /// Direction of steepest ascent, of unit length in the norm: sign(g), or g / max(|g|_2, 1e-12). sign(0) is 0; NaN
    /// counts as 0.
    at::Tensor ascentDirection(const at::Tensor& gradient) const;

    /// Uniform in the ball around each image, then clipped to [0, 1]; image i draws from `seed`, indices[i], `stream`.
    at::Tensor randomPoint(const at::Tensor& clean, const std::vector<std::int64_t>& indices, std::uint64_t seed,
        std::uint64_t stream) const;

    /// Length of each difference in the norm: N float32.
    at::Tensor distance(const at::Tensor& images, const at::Tensor& clean) const;
};

/// |x|_2 of each image, N x 1 x 1 x 1.
at::Tensor euclideanLengths(const at::Tensor& x);

} // namespace epsilonlab
