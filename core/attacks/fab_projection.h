// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/threat_model.h"

#include <span>

namespace epsilonlab {

/// The plane { x : normal * x = offset } in pixel space.
struct Plane
{
    std::span<const float> normal;
    double offset = 0.0;
};

/// The shortest step, in the norm (linf, l2 or l1), from `point` (pixels in [0, 1]) to the part of the plane
/// that lies in [0, 1]; where there is none, the step to the corner of the box that comes nearest to it
/// (Croce and Hein 2019, arXiv:1907.02044, section 2.1). The conditions of Karush, Kuhn and Tucker split by
/// pixel: each moves along the normal by lambda (linf), by lambda |normal_i| (l2), or wholly, the largest
/// |normal_i| first (l1), until the box stops it. What this covers of the way to the plane is concave and
/// piecewise linear in lambda, so Newton's method from 0 reaches the exact lambda in a handful of passes,
/// where the authors sort. Writes the step; gives its length.
double stepToPlane(Norm norm, std::span<const float> point, const Plane& plane, std::span<float> step);

} // namespace epsilonlab
