// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace epsilonlab {

/// A picture in grey: `width` x `height` values in [0, 1], row by row from the top left; 0 is black.
struct GreyPicture
{
    int width = 0, height = 0;
    std::vector<float> pixels;
    const char* transparentAs = ""; ///< "white" or "black" where the picture has transparent parts; else
                                    ///< empty
};

/// Decodes a PNG, JPEG, BMP or PGM file, known by its content, with OpenCV. Colours become grey by their
/// luminance, 16 bits keep their depth, and it is never turned, whatever the camera wrote into the file.
/// Transparent parts count as white, or as black where what is opaque is mostly light. The size is checked
/// before anything is decoded. Throws the errors of readPictureHeader, and Error(BadFile) for content that is
/// damaged or cut.
GreyPicture decodePicture(std::string_view bytes, const std::string& name);

} // namespace epsilonlab
