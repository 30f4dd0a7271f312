// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/idx.h"

#include "api/error.h"
#include "api/image.h"

#include <algorithm>
#include <array>

namespace epsilonlab {

namespace {

constexpr std::uint8_t kUnsignedByte = 0x08;

std::string hexText(std::uint8_t value)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    return {kDigits[value >> 4U], kDigits[value & 15U]};
}

std::uint32_t readBigEndian(ByteReader& reader)
{
    std::array<std::uint8_t, 4> bytes{};
    if (reader.read(bytes.data(), bytes.size()) < bytes.size())
        throw Error(
            ErrorCode::BadFile, reader.name() + " ends within its header. Download or copy it again.");
    std::uint32_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8U) | byte;
    return value;
}

/// The magic number: 00 00, the type of the values, the number of dimensions.
void checkMagic(ByteReader& reader, std::uint8_t dimensions)
{
    if (reader.isAtEnd())
        throw Error(ErrorCode::BadFile, reader.name() + " is empty. Download or copy it again.");
    const std::uint32_t magic = readBigEndian(reader);
    const auto byteAt
        = [magic](unsigned index) { return static_cast<std::uint8_t>(magic >> (24U - 8U * index)); };
    if (byteAt(0) != 0 || byteAt(1) != 0 || byteAt(2) < 0x08 || byteAt(2) > 0x0e)
        throw Error(ErrorCode::UnknownFormat,
            reader.name() + " is not an IDX file: it begins with " + hexText(byteAt(0)) + ' '
                + hexText(byteAt(1)) + ' ' + hexText(byteAt(2)) + ' ' + hexText(byteAt(3))
                + ", an IDX file with 00 00 08.");
    if (byteAt(2) != kUnsignedByte)
        throw Error(ErrorCode::BadFile,
            reader.name() + " is an IDX file with values of type 0x" + hexText(byteAt(2))
                + "; only bytes (type 0x08) can be read. Convert it to bytes.");
    if (byteAt(3) != dimensions)
        throw Error(ErrorCode::WrongShape,
            reader.name() + " is an IDX file with " + std::to_string(byteAt(3)) + " dimensions; "
                + (dimensions == 3 ? "images have 3 and labels 1. Images are named first, then labels."
                                   : "labels have 1 and images 3. Images are named first, then labels."));
}

[[noreturn]] void failTruncated(const ByteReader& reader, const std::string& promised, std::uintmax_t have)
{
    throw Error(ErrorCode::BadFile,
        reader.name() + " says that it holds " + promised + ", but only " + std::to_string(have)
            + " bytes follow its header. Download or copy it again.");
}

/// The body of `count` items of `itemBytes` each; `what` is "images" or "labels".
std::vector<std::uint8_t> readBody(
    ByteReader& reader, std::uint64_t count, std::uint64_t itemBytes, const char* what)
{
    const std::uintmax_t headerBytes = itemBytes == 1 ? 8 : 16;
    if (count == 0)
        throw Error(
            ErrorCode::BadFile, reader.name() + " says that it holds no " + what + ". Choose another file.");
    const std::uint64_t total = count * itemBytes; // below 2^32 * 784: no overflow
    const std::string promised
        = std::to_string(count) + ' ' + what + " (" + std::to_string(total) + " bytes)";
    if (total + headerBytes > reader.mostBytes())
        failTruncated(reader, promised, reader.mostBytes() - std::min(headerBytes, reader.mostBytes()));
    if (count > kMostImages)
        throw Error(ErrorCode::BadFile,
            reader.name() + " says that it holds " + promised + "; up to " + std::to_string(kMostImages)
                + " can be opened.");
    std::vector<std::uint8_t> body = reader.readVector<std::uint8_t>(static_cast<std::size_t>(total));
    if (body.size() < total)
        failTruncated(reader, promised, body.size());
    if (!reader.isAtEnd())
        throw Error(ErrorCode::BadFile,
            reader.name() + " says that it holds " + promised
                + ", but goes on after them. Download or copy it again.");
    return body;
}

} // namespace

bool looksLikeIdx(std::string_view firstBytes)
{
    return firstBytes.size() >= 4 && firstBytes[0] == 0 && firstBytes[1] == 0 && firstBytes[2] >= 0x08
        && firstBytes[2] <= 0x0e;
}

std::vector<std::uint8_t> readIdxImages(ByteReader reader)
{
    checkMagic(reader, 3);
    const std::uint32_t count = readBigEndian(reader);
    const std::uint32_t rows = readBigEndian(reader);
    const std::uint32_t columns = readBigEndian(reader);
    if (rows != kImageSide || columns != kImageSide)
        throw Error(ErrorCode::WrongShape,
            reader.name() + " holds images of " + std::to_string(columns) + " x " + std::to_string(rows)
                + " pixels; only 28 x 28 can be used.");
    return readBody(reader, count, kImagePixels, "images");
}

std::vector<std::uint8_t> readIdxLabels(ByteReader reader, std::size_t classes)
{
    checkMagic(reader, 1);
    const std::uint32_t count = readBigEndian(reader);
    std::vector<std::uint8_t> labels = readBody(reader, count, 1, "labels");
    checkLabels(labels, classes, reader.name());
    return labels;
}

void checkLabels(const std::vector<std::uint8_t>& labels, std::size_t classes, const std::string& name)
{
    const auto bad = std::find_if(
        labels.begin(), labels.end(), [classes](std::uint8_t label) { return label >= classes; });
    if (bad != labels.end())
        throw Error(ErrorCode::BadFile,
            name + " has the label " + std::to_string(*bad) + " at position "
                + std::to_string(bad - labels.begin()) + "; the " + std::to_string(classes)
                + " classes have the labels 0 to " + std::to_string(classes - 1) + ".");
}

} // namespace epsilonlab
