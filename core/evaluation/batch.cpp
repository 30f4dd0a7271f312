// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/batch.h"

#include "api/error.h"

#include <ATen/ATen.h>

#include <numeric>

namespace epsilonlab {

Batch readBatch(const DatasetView& view, std::span<const std::int64_t> rows)
{
    Batch batch;
    const auto n = static_cast<std::int64_t>(rows.size());
    batch.images = at::empty({n, 1, kImageSide, kImageSide}, at::kFloat);
    batch.labels = at::empty({n}, at::kLong);
    float* pixels = batch.images.data_ptr<float>();
    auto* labels = batch.labels.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t row = rows[static_cast<std::size_t>(i)];
        view.copyImage(row, pixels + i * kImagePixels);
        labels[i] = view.label(row);
        if (labels[i] < 0)
            throw Error(ErrorCode::BadParameter,
                view.name()
                    + " has no labels, so nothing can be counted as right or wrong. "
                      "Give the labels as images.npy:labels.npy.");
        batch.indices.push_back(view.index(row));
    }
    return batch;
}

Batch readBatch(const DatasetView& view, std::int64_t first, std::int64_t count)
{
    std::vector<std::int64_t> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), first);
    return readBatch(view, rows);
}

void checkClasses(const DatasetView& view, const Model& model)
{
    checkClasses(view, model.network.architecture().classes, model.info.name);
}

void checkClasses(const DatasetView& view, int classes, const std::string& network)
{
    for (std::int64_t i = 0; i < view.count; ++i)
        if (view.label(i) >= classes)
            throw Error(ErrorCode::WrongShape,
                view.name() + " has the label " + std::to_string(view.label(i)) + ", but " + network
                    + " knows only " + std::to_string(classes)
                    + " classes. Choose another model or data set.");
}

at::Tensor toTensor(const Image& image)
{
    at::Tensor tensor = at::zeros({1, 1, kImageSide, kImageSide}, at::kFloat);
    if (image.pixels.size() != static_cast<std::size_t>(kImagePixels))
        throw Error(ErrorCode::WrongShape,
            "The image has " + std::to_string(image.pixels.size())
                + " pixels, but 784 (28 x 28) are needed.");
    std::copy(image.pixels.begin(), image.pixels.end(), tensor.data_ptr<float>());
    return tensor;
}

std::vector<float> toVector(const at::Tensor& tensor)
{
    const at::Tensor flat = tensor.contiguous();
    const float* begin = flat.data_ptr<float>();
    return {begin, begin + flat.numel()};
}

Image toImage(const at::Tensor& tensor)
{
    return {toVector(tensor)};
}

} // namespace epsilonlab
