// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace epsilonlab {

enum class PictureFormat { Png, Jpeg, Bmp, Pgm };

/// What stands at the beginning of a picture file: enough to refuse it before anything is allocated for it.
struct PictureHeader
{
    PictureFormat format = PictureFormat::Png;
    std::int64_t width = 0, height = 0;
    std::int64_t brightest = 255; ///< PGM: the value that means white
};

/// Pictures with more pixels are refused: 25 megapixels are 100 MB as float32.
inline constexpr std::int64_t kMostPicturePixels = 25'000'000;
/// Fewer pixels a side cannot show a digit.
inline constexpr std::int64_t kLeastPictureSide = 8;

/// Format, from the content and never from the name, and size. `name` stands in messages. Throws
/// Error(UnknownFormat), naming what it is where that can be told; Error(BadFile) for a broken or cut header;
/// Error(WrongShape) for a size outside the limits above.
PictureHeader readPictureHeader(std::string_view bytes, const std::string& name);

/// Whether the bytes can be the beginning of a picture that readPictureHeader takes.
bool looksLikePicture(std::string_view firstBytes);

/// The same for pictures and drawings of every kind, also those that cannot be read: their own sentence is
/// the better one.
bool looksLikeAnyPicture(std::string_view firstBytes);

} // namespace epsilonlab
