// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/byte_reader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

/// What stands before the numbers of a NPY file.
struct NpyHeader
{
    std::string type; ///< "<f4"; empty where it is a record
    bool isFortranOrder = false;
    std::vector<std::uint64_t> shape;
    std::uintmax_t bytes = 0; ///< its own length: where the data begin

    std::string shapeText() const; ///< "(256, 1, 28, 28)"
};

/// Leaves the reader where the data begin. Throws Error(UnknownFormat or BadFile).
NpyHeader readNpyHeader(ByteReader& reader);

} // namespace epsilonlab
