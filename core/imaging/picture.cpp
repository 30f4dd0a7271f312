// SPDX-License-Identifier: GPL-3.0-or-later
#include "imaging/picture.h"

#include "api/faults.h"
#include "data/file_io.h"
#include "imaging/digit_fit.h"

#include <algorithm>

namespace epsilonlab {

namespace {

constexpr std::uintmax_t kMostBytes = 100'000'000;
constexpr std::size_t kStartBytes = 16; // more than any format's mark

std::string sizeOf(int width, int height)
{
    return std::to_string(width) + " x " + std::to_string(height);
}

std::string noteOf(const std::filesystem::path& path, const GreyPicture& picture, const FittedPicture& fitted)
{
    std::string note
        = path.filename().string() + " (" + sizeOf(picture.width, picture.height) + " pixels) was ";
    if (fitted.width > 0)
        note += "cropped to its ink of " + sizeOf(fitted.crop.width, fitted.crop.height)
            + " pixels, scaled to " + sizeOf(fitted.width, fitted.height)
            + " and centred by its mass as in MNIST";
    else if (picture.width == kImageSide && picture.height == kImageSide)
        note += "taken as it is";
    else
        note += "scaled to 28 x 28 as a whole";
    if (fitted.ink == Ink::Dark)
        note += "; its ink is dark, so light and dark were exchanged";
    if (picture.transparentAs[0] != '\0')
        note.append("; transparent parts count as ").append(picture.transparentAs);
    return note + ".";
}

} // namespace

GreyPicture readPicture(const std::filesystem::path& path)
{
    std::string bytes = readFile(path, kMostBytes);
    if (faults::isSimulated(Fault::UnreadableImage))
        std::fill_n(bytes.begin(), std::min(kStartBytes, bytes.size()), '\0');
    return decodePicture(bytes, path.string());
}

OpenedImage openPicture(const std::filesystem::path& path, ImageFit fit)
{
    const GreyPicture picture = readPicture(path);
    const FittedPicture fitted = fitPicture(picture, fit, path.string());
    OpenedImage opened;
    for (const std::uint8_t byte : fitted.bytes)
        opened.image.pixels.push_back(static_cast<float>(byte) / 255.0F);
    opened.width = picture.width;
    opened.height = picture.height;
    opened.crop = fitted.crop;
    opened.isInverted = fitted.ink == Ink::Dark;
    opened.note = noteOf(path, picture, fitted);
    return opened;
}

} // namespace epsilonlab
