// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "api/results.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace epsilonlab {

/// One part (training or test) of a data set, resident, immutable: shared because jobs and the window read
/// the same images at the same time. Pixels are uint8 as in IDX files, or float32 where a NPY file has them
/// so; never both.
struct Dataset
{
    std::string id; ///< "mnist", or the path it was read from
    std::string title; ///< "MNIST"
    std::string part; ///< "train" or "test"; empty if the source has no parts
    std::vector<std::uint8_t> bytes; ///< n x 784, 0..255
    std::vector<float> floats; ///< n x 784, [0, 1]
    std::vector<std::uint8_t> labels; ///< n, or empty
    std::vector<std::string> classNames;
    std::string sha256; ///< of the pixels as stored (IDX content without its header, or the NPY data)

    std::int64_t count() const;

    /// Image `index` as floats in [0, 1] (byte / 255.0F) to out[0..783].
    void copyImage(std::int64_t index, float* out) const;
};

/// Some images of a data set in order: what a DatasetSpec names.
struct DatasetView
{
    std::shared_ptr<const Dataset> data;
    std::int64_t first = 0;
    std::int64_t count = 0;

    int label(std::int64_t i) const; ///< -1 where there are no labels
    void copyImage(std::int64_t i, float* out) const { data->copyImage(first + i, out); }
    std::int64_t index(std::int64_t i) const { return first + i; } ///< position in the data set
    std::string name() const; ///< "mnist:test[0:1000]"; the slice is left out where it is everything
    DatasetView limited(std::int64_t limit) const; ///< the first `limit` images; 0 or more than there are:
                                                   ///< all
    DatasetView slice(std::int64_t begin, std::int64_t end) const;
};

/// Reads what the text names (formats.md): NAME[:train|:test][begin:end], a folder, or images:labels. Without
/// a part the test part is meant, `defaultPart` says otherwise. A full data set is read once per process and
/// shared. Throws Error with the sentence of what is wrong; cost: one read of the file.
DatasetView openDataset(const DatasetSpec& spec, const std::string& defaultPart = "test");

} // namespace epsilonlab
