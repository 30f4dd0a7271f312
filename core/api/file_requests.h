// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace epsilonlab {

/// Grows by one with every request of a process; 0 is "none".
using RequestId = std::uint64_t;

/// Images of a data set: formats.md. "sample", "mnist:test[0:1000]", a folder, "images.npy:labels.npy".
struct DatasetSpec
{
    std::string text = "sample:test";
};

struct OpenDatasetRequest
{
    DatasetSpec dataset;
};

/// What becomes of a picture on its way to 28 x 28. Automatic: one of exactly 28 x 28 pixels is taken as it
/// is, any other like Digit. Digit: cropped to the ink and put where MNIST has it. Whole: all of it, scaled
/// to 28 x 28 with its shape kept.
enum class ImageFit { Automatic, Digit, Whole };

/// A picture file (PNG, JPEG, BMP or PGM, known by its content) as one grey image; it is never turned.
struct OpenImageRequest
{
    std::filesystem::path path;
    ImageFit fit = ImageFit::Automatic;
};

/// A .safetensors file, or a TorchScript file (.pt), which is code: without a decision it fails with
/// NeedsTrust.
struct OpenModelRequest
{
    std::filesystem::path path;
    bool isTrusted = false; ///< a person decided to run the code in this file; remembered by the file's
                            ///< SHA-256
    std::string publishAs{}; ///< id and name in place of the file's: one place for one file after the other
    std::string publishName{};
};

/// A run folder with its curves, whoever wrote it. Answered by RunOpened.
struct OpenRunRequest
{
    std::filesystem::path path;
};

/// The runs below a folder, newest first. Answered by RunsListed.
struct ListRunsRequest
{
    std::filesystem::path root; ///< empty: runs::root()
};

} // namespace epsilonlab
