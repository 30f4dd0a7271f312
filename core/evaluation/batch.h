// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"
#include "data/dataset.h"
#include "models/model.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

namespace epsilonlab {

/// Some images as tensors.
struct Batch
{
    at::Tensor images; ///< N x 1 x 28 x 28 float32 in [0, 1]
    at::Tensor labels; ///< N int64
    std::vector<std::int64_t> indices; ///< N, positions in the data set

    std::int64_t count() const { return static_cast<std::int64_t>(indices.size()); }
};

/// Images first .. first + count - 1 of the view. Throws Error(BadParameter) if the view has no labels.
Batch readBatch(const DatasetView& view, std::int64_t first, std::int64_t count);

/// The images at `rows` of the view, in that order.
Batch readBatch(const DatasetView& view, std::span<const std::int64_t> rows);

/// Throws Error(WrongShape) where the data set has labels that the network has no class for: they could only
/// be misread.
void checkClasses(const DatasetView& view, const Model& model);
void checkClasses(const DatasetView& view, int classes, const std::string& network);

at::Tensor toTensor(const Image& image); ///< 1 x 1 x 28 x 28
Image toImage(const at::Tensor& tensor); ///< of 784 numbers
std::vector<float> toVector(const at::Tensor& tensor);

} // namespace epsilonlab
