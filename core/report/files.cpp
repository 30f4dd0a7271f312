// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/export.h"

#include "api/error.h"
#include "data/file_io.h"

#include <bit>

namespace epsilonlab {

namespace {
std::string npyHeader(std::size_t images)
{
    std::string dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(images)
        + ", 1, " + std::to_string(kImageSide) + ", " + std::to_string(kImageSide) + "), }";
    // The format wants magic, version, length and dictionary together to be a multiple of 64, ended by a
    // newline.
    constexpr std::size_t kPreamble = 10;
    while ((kPreamble + dictionary.size() + 1) % 64 != 0)
        dictionary += ' ';
    dictionary += '\n';
    std::string header = "\x93NUMPY";
    header += '\x01';
    header += '\0';
    header += static_cast<char>(dictionary.size() & 0xFF);
    header += static_cast<char>(dictionary.size() >> 8);
    return header + dictionary;
}
}

void writeNpy(const std::filesystem::path& path, const std::vector<float>& pixels)
{
    static_assert(std::endian::native == std::endian::little, "pixels are written as they lie in memory");
    if (pixels.size() % static_cast<std::size_t>(kImagePixels) != 0)
        throw Error(ErrorCode::Internal,
            std::to_string(pixels.size()) + " pixels are not a whole number of 28 x 28 images.");
    std::string bytes = npyHeader(pixels.size() / static_cast<std::size_t>(kImagePixels));
    bytes.append(reinterpret_cast<const char*>(pixels.data()), pixels.size() * sizeof(float));
    writeFileAtomically(path, bytes);
}

void writeTextFile(const std::filesystem::path& path, const std::string& text)
{
    writeFileAtomically(path, text);
}

} // namespace epsilonlab
