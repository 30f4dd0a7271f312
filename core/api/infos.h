// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

struct ModelInfo
{
    std::string id; ///< "standard", "robust", "live" or "file:<path>"
    std::string name; ///< what the window shows
    std::string path; ///< empty for shipped and live models
    std::string sha256;
    std::string architecture; ///< JSON list of layers
    std::vector<std::string> classNames;
    std::int64_t parameterCount = 0;
    std::uint64_t snapshot = 0; ///< grows with each new set of weights under the same id
    std::string recipe, metrics, dataset, created; ///< as in the file; JSON text or empty
    bool hasLayers = true; ///< false: TorchScript; only its function is known, so no layer views and no
                           ///< certificates
    bool isLive = false;
    double epoch = 0.0; ///< live: how far training is
};

struct DatasetInfo
{
    std::string id; ///< "mnist"
    std::string title; ///< "MNIST"
    bool isAvailable = false;
    std::string location; ///< folder, or "built in"
    std::string reason; ///< why it is not available and what to do, one sentence
    std::int64_t trainCount = 0, testCount = 0;
    std::vector<std::string> classNames;
};

/// Part of a picture, in its pixels from the top left.
struct Crop
{
    int x = 0, y = 0, width = 0, height = 0;
};

/// A picture file as the networks see it.
struct OpenedImage
{
    Image image; ///< levels of 1/255
    int width = 0, height = 0; ///< of the file
    Crop crop; ///< what of it was used
    bool isInverted = false; ///< the ink was darker than the ground
    std::string note; ///< what was done to it, in one sentence
};

struct Warning
{
    std::string code; ///< "zero-gradient"
    std::string message;
};

} // namespace epsilonlab
