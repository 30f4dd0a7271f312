// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/byte_reader.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace epsilonlab {

/// Images of a NPY file: one of the two is filled, n x 784.
struct NpyImages
{
    std::vector<std::uint8_t> bytes; ///< uint8 files, and float32 files where every value is exactly k / 255
    std::vector<float> floats;
    std::string sha256; ///< of the data as stored, without the header
};

/// Reads a NPY file (numpy.lib.format, versions 1 to 3) of uint8 or little-endian float32 in [0, 1], n x 28 x
/// 28 or n x 1 x 28 x 28, C order. The header is held against the file before anything is allocated. Throws
/// Error(UnknownFormat) if it is no NPY file, WrongShape, or BadFile if a broken one or with NaN or values
/// outside [0, 1].
NpyImages readNpyImages(ByteReader reader);

/// Labels: uint8, int32 or int64 with the shape (n,); each in 0 .. classes - 1. Throws as above.
std::vector<std::uint8_t> readNpyLabels(ByteReader reader, std::size_t classes);

/// Whether the bytes can be the beginning of a NPY file.
bool looksLikeNpy(std::string_view firstBytes);

} // namespace epsilonlab
