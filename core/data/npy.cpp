// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/npy.h"

#include "api/error.h"
#include "api/image.h"
#include "data/file_io.h"
#include "data/idx.h"
#include "data/npy_header.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <span>

namespace epsilonlab {

namespace {

static_assert(std::endian::native == std::endian::little, "NPY data are read as they lie");

/// Shapes and lengths are checked here, before the first number is read. Returns n.
std::size_t checkedCount(
    const ByteReader& reader, const NpyHeader& header, std::uint64_t itemBytes, const char* what)
{
    const std::uint64_t count = header.shape.front();
    if (count == 0)
        throw Error(ErrorCode::BadFile,
            reader.name() + " holds no " + what + ": its shape is " + header.shapeText() + ".");
    if (count > kMostImages)
        throw Error(ErrorCode::BadFile,
            reader.name() + " says that it holds " + std::to_string(count) + ' ' + what + "; up to "
                + std::to_string(kMostImages) + " can be opened.");
    const std::uint64_t total = count * itemBytes; // below 2e6 * 3136: no overflow
    const std::uintmax_t most = reader.mostBytes() - std::min(header.bytes, reader.mostBytes());
    if (total > most || (!reader.isCompressed() && total < most))
        throw Error(ErrorCode::BadFile,
            reader.name() + " says that it holds " + std::to_string(count) + ' ' + what + " ("
                + std::to_string(total) + " bytes), but " + std::to_string(most)
                + " bytes follow its header. Save it again.");
    return static_cast<std::size_t>(count);
}

void checkOrder(const ByteReader& reader, const NpyHeader& header)
{
    if (header.isFortranOrder && header.shape.size() > 1)
        throw Error(ErrorCode::BadFile,
            reader.name()
                + " is stored in Fortran order. Save it again with "
                  "numpy.ascontiguousarray().");
}

template <class Value> std::vector<Value> readNumbers(ByteReader& reader, std::size_t count)
{
    std::vector<Value> values = reader.readVector<Value>(count);
    if (values.size() < count || !reader.isAtEnd())
        throw Error(ErrorCode::BadFile,
            reader.name() + " should hold " + std::to_string(count) + " numbers by its header, but holds "
                + (values.size() < count ? std::to_string(values.size()) : "more") + ". Save it again.");
    return values;
}

template <class Value> std::string sha256Of(const std::vector<Value>& values)
{
    return sha256Hex({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value)});
}

void checkRange(const std::vector<float>& values, const std::string& name)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] >= 0.0F && values[i] <= 1.0F)
            continue;
        const std::string where = " in image " + std::to_string(i / kImagePixels);
        if (!std::isfinite(values[i]))
            throw Error(ErrorCode::BadFile,
                name + " has a value that is not a number" + where
                    + ". Every pixel must be between 0 and 1.");
        throw Error(ErrorCode::BadFile,
            name + " has the value " + std::to_string(values[i]) + where
                + "; pixels must be between 0 and 1. Scale them first, or save uint8.");
    }
}

/// Bytes are a quarter of the memory and give back the very same floats; empty where one value has no byte.
std::vector<std::uint8_t> exactBytes(std::span<const float> values)
{
    std::vector<std::uint8_t> bytes(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(std::lround(values[i] * 255.0F));
        if (static_cast<float>(bytes[i]) / 255.0F != values[i])
            return {};
    }
    return bytes;
}

template <class Value>
std::vector<std::uint8_t> narrowLabels(ByteReader& reader, std::size_t count, std::size_t classes)
{
    const std::vector<Value> wide = readNumbers<Value>(reader, count);
    std::vector<std::uint8_t> labels(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (wide[i] < 0 || wide[i] >= static_cast<Value>(classes))
            throw Error(ErrorCode::BadFile,
                reader.name() + " has the label " + std::to_string(wide[i]) + " at position "
                    + std::to_string(i) + "; the " + std::to_string(classes)
                    + " classes have the labels 0 to " + std::to_string(classes - 1) + ".");
        labels[i] = static_cast<std::uint8_t>(wide[i]);
    }
    return labels;
}

} // namespace

NpyImages readNpyImages(ByteReader reader)
{
    const NpyHeader header = readNpyHeader(reader);
    const bool isByte = header.type == "|u1" || header.type == "<u1";
    if (!isByte && header.type != "<f4")
        throw Error(ErrorCode::BadFile,
            reader.name() + " holds values of type '" + header.type
                + "'; images must be float32 ('<f4') or uint8 ('|u1'). Convert them with "
                  "astype('float32').");
    const std::vector<std::uint64_t>& shape = header.shape;
    const bool isFlat = shape.size() == 3 && shape[1] == kImageSide && shape[2] == kImageSide;
    const bool hasChannel
        = shape.size() == 4 && shape[1] == 1 && shape[2] == kImageSide && shape[3] == kImageSide;
    if (!isFlat && !hasChannel)
        throw Error(ErrorCode::WrongShape,
            reader.name() + " has the shape " + header.shapeText()
                + "; images must be (n, 28, 28) or (n, 1, 28, 28).");
    checkOrder(reader, header);
    const std::size_t count
        = checkedCount(reader, header, kImagePixels * (isByte ? 1U : sizeof(float)), "images");
    NpyImages images;
    if (isByte) {
        images.bytes = readNumbers<std::uint8_t>(reader, count * kImagePixels);
        images.sha256 = sha256Of(images.bytes);
        return images;
    }
    images.floats = readNumbers<float>(reader, count * kImagePixels);
    images.sha256 = sha256Of(images.floats);
    checkRange(images.floats, reader.name());
    images.bytes = exactBytes(images.floats);
    if (!images.bytes.empty())
        images.floats = {};
    return images;
}

std::vector<std::uint8_t> readNpyLabels(ByteReader reader, std::size_t classes)
{
    const NpyHeader header = readNpyHeader(reader);
    if (header.shape.size() != 1)
        throw Error(ErrorCode::WrongShape,
            reader.name() + " has the shape " + header.shapeText()
                + "; labels must be (n,), one number an image.");
    if (header.type == "<i8")
        return narrowLabels<std::int64_t>(reader, checkedCount(reader, header, 8, "labels"), classes);
    if (header.type == "<i4")
        return narrowLabels<std::int32_t>(reader, checkedCount(reader, header, 4, "labels"), classes);
    if (header.type != "|u1" && header.type != "<u1")
        throw Error(ErrorCode::BadFile,
            reader.name() + " holds values of type '" + header.type
                + "'; labels must be int64, int32 or uint8. Convert them with "
                  "astype('int64').");
    std::vector<std::uint8_t> labels
        = readNumbers<std::uint8_t>(reader, checkedCount(reader, header, 1, "labels"));
    checkLabels(labels, classes, reader.name());
    return labels;
}

} // namespace epsilonlab
