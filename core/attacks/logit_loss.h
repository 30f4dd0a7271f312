// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace epsilonlab {

/// A loss that an attack climbs, of each image, with its gradient in the logits: the gradient in the image is
/// then one backward pass with these weights (LogitGradients), whatever the loss.
struct LogitLoss
{
    at::Tensor values; ///< N float32
    at::Tensor weights; ///< N x K: d sum(values) / d logits
};

/// Cross-entropy of the label or, with `aims` (N int64, may be undefined), minus that of the aim. The label's
/// weight is the sum of the others' rather than p - 1, which rounds to 0 long before the other probabilities
/// do.
LogitLoss crossEntropyLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& aims);

/// Difference of logits ratio (Croce and Hein 2020, arXiv:2003.01690, equation 6), z sorted in descending
/// order: (max_{i!=y} z_i - z_y) / (z_(1) - z_(3)). With aims: (z_t - max_{i!=t} z_i) / (z_(1) - (z_(3) +
/// z_(4)) / 2), which is equation 7 as long as the label is the class to beat, and rises until the aim is
/// reached also where it is not. Needs 3 classes, 4 with aims; with fewer it is the margin, not divided.
LogitLoss dlrLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& aims);

/// Equation 7 as it stands: (z_t - z_y) / (z_(1) - (z_(3) + z_(4)) / 2): away from the label by way of the
/// aim. Needs 4 classes; with fewer it is the margin, not divided.
LogitLoss targetedDlrLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& aims);

} // namespace epsilonlab
