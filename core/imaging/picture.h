// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "api/results.h"
#include "imaging/decode.h"

#include <filesystem>

namespace epsilonlab {

/// A picture file as it is, in grey. Throws the errors of readFile (files up to 100 MB) and decodePicture.
GreyPicture readPicture(const std::filesystem::path& path);

/// A picture file as the networks see it, with a note of what was done. Throws the errors of readPicture and
/// fitPicture.
OpenedImage openPicture(const std::filesystem::path& path, ImageFit fit);

} // namespace epsilonlab
