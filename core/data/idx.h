// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/byte_reader.h"

#include <cstdint>
#include <vector>

namespace epsilonlab {

/// The most images a data set may have: 1.6 GB resident. A header that says more is taken for broken.
inline constexpr std::uint64_t kMostImages = 2'000'000;

/// Images of an IDX file (http://yann.lecun.com/exdb/mnist: big-endian magic 0x00000803, then n, rows,
/// columns), plain or gzip: n x 784 bytes. The header is held against the file before anything is allocated.
/// Throws Error(UnknownFormat) if it is no IDX file, BadFile if it is a broken one, WrongShape if not 28
/// x 28.
std::vector<std::uint8_t> readIdxImages(ByteReader reader);

/// Labels of an IDX file (magic 0x00000801, then n). Every label must be below `classes`. Throws as above.
std::vector<std::uint8_t> readIdxLabels(ByteReader reader, std::size_t classes);

/// Whether the bytes can be the beginning of an IDX file.
bool looksLikeIdx(std::string_view firstBytes);

/// Throws Error(BadFile) that names position and value if a label is not below `classes`.
void checkLabels(const std::vector<std::uint8_t>& labels, std::size_t classes, const std::string& name);

} // namespace epsilonlab
