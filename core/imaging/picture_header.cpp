// SPDX-License-Identifier: GPL-3.0-or-later
#include "imaging/picture_header.h"

#include "api/error.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace epsilonlab {

namespace {

constexpr std::string_view kPngMagic("\x89PNG\r\n\x1a\n", 8);
constexpr std::string_view kJpegMagic("\xff\xd8\xff", 3);

/// Formats that are told apart only to be named in a sentence.
struct OtherFormat
{
    std::size_t at;
    std::string_view magic;
    const char* what;
    const char* advice;
};
constexpr OtherFormat kOtherFormats[] = {
    {0, "GIF8", "a GIF picture, which may move", "Save one frame of it as PNG."},
    {0, "<svg", "an SVG drawing", "Export it as PNG."},
    {0, "<?xml", "an XML file, perhaps an SVG drawing", "Export it as PNG."},
    {0, {"II*\0", 4}, "a TIFF picture", "Save it as PNG."},
    {0, {"MM\0*", 4}, "a TIFF picture", "Save it as PNG."},
    {8, "WEBP", "a WebP picture", "Save it as PNG."},
    {4, "ftyp", "a HEIC or AVIF picture", "Save it as PNG."},
    {0, "%PDF", "a PDF document", "Export it as PNG."},
    {0, "P1", "a PNM picture of another kind than PGM", "Save it as PNG."},
    {0, "P3", "a PNM picture of another kind than PGM", "Save it as PNG."},
    {0, "P4", "a PNM picture of another kind than PGM", "Save it as PNG."},
    {0, "P6", "a PNM picture of another kind than PGM", "Save it as PNG."},
};

const OtherFormat* otherFormat(std::string_view bytes)
{
    const auto found
        = std::find_if(std::begin(kOtherFormats), std::end(kOtherFormats), [bytes](const OtherFormat& each) {
              return bytes.size() >= each.at + each.magic.size()
                  && bytes.substr(each.at, each.magic.size()) == each.magic;
          });
    return found == std::end(kOtherFormats) ? nullptr : found;
}

bool isText(std::string_view bytes)
{
    return std::all_of(bytes.begin(),
        bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(bytes.size(), 512)),
        [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r' || c == '\t'; });
}

/// Reads the fields of a header; nothing where the file ends before them.
class HeaderReader
{
public:
    explicit HeaderReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    std::optional<std::int64_t> bigEndian(std::size_t at, std::size_t count) const
    {
        if (at + count > m_bytes.size())
            return std::nullopt;
        std::int64_t value = 0;
        for (std::size_t i = 0; i < count; ++i)
            value = value * 256 + static_cast<unsigned char>(m_bytes[at + i]);
        return value;
    }

    std::optional<std::int64_t> littleEndian(std::size_t at, std::size_t count) const
    {
        if (at + count > m_bytes.size())
            return std::nullopt;
        std::int64_t value = 0;
        for (std::size_t i = count; i > 0; --i)
            value = value * 256 + static_cast<unsigned char>(m_bytes[at + i - 1]);
        return value;
    }

private:
    std::string_view m_bytes;
};

struct Size
{
    std::optional<std::int64_t> width, height;
};

Size pngSize(std::string_view bytes)
{
    const HeaderReader reader(bytes);
    if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR")
        return {};
    return {reader.bigEndian(16, 4), reader.bigEndian(20, 4)};
}

/// The frame header comes after segments of any number, each with its length (ITU T.81, annex B).
Size jpegSize(std::string_view bytes)
{
    const HeaderReader reader(bytes);
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (bytes[at] != '\xff')
            return {};
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        const bool isFill = marker == 0xff;
        const bool standsAlone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
        const bool isFrame
            = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (isFrame)
            return {reader.bigEndian(at + 7, 2), reader.bigEndian(at + 5, 2)};
        if (isFill || standsAlone)
            at += isFill ? 1 : 2;
        else
            at += 2 + static_cast<std::size_t>(reader.bigEndian(at + 2, 2).value_or(0));
    }
    return {};
}

Size bmpSize(std::string_view bytes)
{
    const HeaderReader reader(bytes);
    if (reader.littleEndian(14, 4) == 12) // the header of OS/2
        return {reader.littleEndian(18, 2), reader.littleEndian(20, 2)};
    Size size{reader.littleEndian(18, 4), reader.littleEndian(22, 4)};
    // A negative height says that the rows run downwards.
    if (size.height && *size.height > 0x7fffffff)
        size.height = 0x100000000 - *size.height;
    return size;
}

/// Three numbers in digits, with white space and comments between them.
PictureHeader pgmHeader(std::string_view bytes, const std::string& name)
{
    std::int64_t numbers[3] = {};
    std::size_t at = 2;
    for (std::int64_t& number : numbers) {
        while (at < bytes.size()
            && (bytes[at] == '#' || std::string_view(" \t\r\n").find(bytes[at]) != std::string_view::npos))
            at = bytes[at] == '#' ? std::min(bytes.find('\n', at), bytes.size()) : at + 1;
        const auto [end, error] = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), number);
        if (error != std::errc() || number < 0)
            throw Error(ErrorCode::BadFile, name + " is a PGM picture with a broken header. Save it again.");
        at = static_cast<std::size_t>(end - bytes.data());
    }
    if (numbers[2] < 1 || numbers[2] > 65535)
        throw Error(ErrorCode::BadFile,
            name + " is a PGM picture whose white is " + std::to_string(numbers[2])
                + "; allowed is 1 to 65535. Save it again.");
    return {PictureFormat::Pgm, numbers[0], numbers[1], numbers[2]};
}

PictureHeader headerOf(PictureFormat format, const Size& size, const std::string& name)
{
    if (!size.width || !size.height)
        throw Error(ErrorCode::BadFile,
            name + " is a damaged picture: it ends within its header. Download or copy it again.");
    return {format, *size.width, *size.height};
}

PictureHeader parse(std::string_view bytes, const std::string& name)
{
    if (bytes.empty())
        throw Error(ErrorCode::BadFile, name + " is empty. Download or copy it again.");
    if (bytes.starts_with(kPngMagic))
        return headerOf(PictureFormat::Png, pngSize(bytes), name);
    if (bytes.starts_with(kJpegMagic))
        return headerOf(PictureFormat::Jpeg, jpegSize(bytes), name);
    if (bytes.starts_with("BM"))
        return headerOf(PictureFormat::Bmp, bmpSize(bytes), name);
    if (bytes.starts_with("P2") || bytes.starts_with("P5"))
        return pgmHeader(bytes, name);
    const std::string readable = "PNG, JPEG, BMP and PGM pictures can be opened. ";
    if (const OtherFormat* other = otherFormat(bytes))
        throw Error(ErrorCode::UnknownFormat, name + " is " + other->what + "; " + readable + other->advice);
    if (isText(bytes))
        throw Error(ErrorCode::UnknownFormat, name + " is a text file; " + readable + "Choose one of these.");
    throw Error(ErrorCode::UnknownFormat,
        name + " is not a picture that is known here; " + readable + "Save it as PNG.");
}

} // namespace

bool looksLikePicture(std::string_view firstBytes)
{
    return firstBytes.starts_with(kPngMagic) || firstBytes.starts_with(kJpegMagic)
        || firstBytes.starts_with("BM") || firstBytes.starts_with("P2") || firstBytes.starts_with("P5");
}

bool looksLikeAnyPicture(std::string_view firstBytes)
{
    return looksLikePicture(firstBytes) || otherFormat(firstBytes) != nullptr;
}

PictureHeader readPictureHeader(std::string_view bytes, const std::string& name)
{
    const PictureHeader header = parse(bytes, name);
    const std::string size = std::to_string(header.width) + " x " + std::to_string(header.height) + " pixels";
    if (header.width < kLeastPictureSide || header.height < kLeastPictureSide)
        throw Error(ErrorCode::WrongShape,
            name + " has " + size + "; a digit needs at least " + std::to_string(kLeastPictureSide) + " x "
                + std::to_string(kLeastPictureSide) + ". Choose a larger picture.");
    // Divided, not multiplied: both come from the file and can be anything.
    if (header.width > kMostPicturePixels / header.height)
        throw Error(ErrorCode::WrongShape,
            name + " has " + size + "; pictures of up to " + std::to_string(kMostPicturePixels / 1'000'000)
                + " megapixels can be opened. Scale it down first.");
    return header;
}

} // namespace epsilonlab
