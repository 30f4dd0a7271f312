// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace epsilonlab {

/// Elementwise bounds of a tensor: low <= value <= high.
struct Box
{
    at::Tensor low, high;

    at::Tensor centre() const;
    at::Tensor radius() const;
};

/// A layer as bounds see it, in evaluation mode: weights at hand, batch norm as a scale and a shift per
/// channel.
struct BoundLayer
{
    Layer layer;
    at::Tensor weight, bias; ///< conv2d, linear; batchnorm2d: scale and shift, C
};

/// The layers in the order of the file, without dropout, which is the identity in evaluation mode.
std::vector<BoundLayer> boundLayers(const Network& network);

/// All images of [0, 1] within `epsilon` of each image in L-infinity. `images`: N x 1 x 28 x 28 in [0, 1].
Box inputBox(const at::Tensor& images, double epsilon);

/// Bounds of what a layer gives for inputs in `box`. Affine layers: centre' = W centre + b, radius' = |W|
/// radius; monotone ones (ReLU, pools): on both ends. Exact for one layer, loose over several. Cost: two
/// passes through the layer.
Box throughLayer(const BoundLayer& layer, const Box& box);

/// Interval bound propagation (Gowal et al. 2018, "On the effectiveness of interval bound propagation for
/// training verifiably robust models", arXiv:1810.12715, equations 6 to 8 and section 3): upper bounds of z_j
/// - z_y over the box, N x K, 0 where j = y. A linear last layer is merged with the differences w_j - w_y.
/// Certified if every entry but that of y is negative, up to float rounding. `labels`: N int64. Cost: about
/// two forward passes.
at::Tensor intervalMargins(const std::vector<BoundLayer>& layers, Box box, const at::Tensor& labels);

/// The last step of intervalMargins(), of a linear layer `last` with rows w_j - w_y in place of w_j.
/// `centre`, `radius`: of the box that enters it, N x features.
at::Tensor mergedMargins(
    const BoundLayer& last, const at::Tensor& centre, const at::Tensor& radius, const at::Tensor& labels);

} // namespace epsilonlab
