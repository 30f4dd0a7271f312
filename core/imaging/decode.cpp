// SPDX-License-Identifier: GPL-3.0-or-later
#include "imaging/decode.h"

#include "api/error.h"
#include "imaging/picture_header.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <limits>

namespace epsilonlab {

namespace {

[[noreturn]] void failDamaged(const std::string& name, const std::string& detail)
{
    throw Error(ErrorCode::BadFile,
        name + " is a damaged picture: its content cannot be decoded. Download or copy it again.", detail);
}

[[noreturn]] void failCut(const std::string& name)
{
    throw Error(
        ErrorCode::BadFile, name + " is a damaged picture: it ends too early. Download or copy it again.");
}

/// The decoders make up what is missing of a file that was cut, so its end is looked for first.
void checkEnd(std::string_view bytes, const PictureHeader& header, const std::string& name)
{
    if (header.format == PictureFormat::Png && bytes.find("IEND") == std::string_view::npos)
        failCut(name);
    if (header.format == PictureFormat::Jpeg) {
        const std::size_t scan = bytes.rfind("\xff\xda");
        const std::size_t end = bytes.rfind("\xff\xd9");
        if (scan == std::string_view::npos || end == std::string_view::npos || end < scan)
            failCut(name);
    }
    if (header.format == PictureFormat::Pgm && bytes.starts_with("P5")) {
        const std::int64_t sampleBytes = header.brightest > 255 ? 2 : 1;
        if (static_cast<std::int64_t>(bytes.size()) < header.width * header.height * sampleBytes)
            failCut(name);
    }
}

cv::Mat decode(std::string_view bytes, const std::string& name)
{
    const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
    try {
        // Unchanged: with its transparency and depth, and without a turn by what the camera noted (EXIF).
        cv::Mat picture = cv::imdecode(buffer, cv::IMREAD_UNCHANGED);
        if (picture.empty())
            failDamaged(name, "OpenCV decoded nothing");
        return picture;
    } catch (const cv::Exception& error) {
        failDamaged(name, error.err);
    }
}

/// Grey over a ground of its own where it is transparent; `floats` has 4 channels in [0, 1].
cv::Mat flattened(const cv::Mat& floats, GreyPicture& picture)
{
    std::vector<cv::Mat> channels;
    cv::split(floats, channels);
    const cv::Mat& alpha = channels[3];
    cv::Mat grey;
    cv::cvtColor(floats, grey, cv::COLOR_BGRA2GRAY);
    double leastAlpha = 1.0;
    cv::minMaxLoc(alpha, &leastAlpha);
    if (leastAlpha >= 1.0)
        return grey;
    const double opaque = cv::sum(alpha)[0];
    const bool isLight = opaque > 0.0 && grey.dot(alpha) / opaque > 0.5;
    picture.transparentAs = isLight ? "black" : "white";
    const cv::Mat ground = (1.0 - alpha) * (isLight ? 0.0 : 1.0);
    return grey.mul(alpha) + ground;
}

cv::Mat greyOf(const cv::Mat& decoded, double brightest, GreyPicture& picture, const std::string& name)
{
    cv::Mat floats;
    decoded.convertTo(floats, CV_32F, 1.0 / brightest);
    cv::Mat grey;
    switch (floats.channels()) {
    case 1: return floats;
    case 3: cv::cvtColor(floats, grey, cv::COLOR_BGR2GRAY); return grey;
    case 4: return flattened(floats, picture);
    default: failDamaged(name, "it has " + std::to_string(floats.channels()) + " channels");
    }
}

} // namespace

GreyPicture decodePicture(std::string_view bytes, const std::string& name)
{
    const PictureHeader header = readPictureHeader(bytes, name);
    checkEnd(bytes, header, name);
    const cv::Mat decoded = decode(bytes, name);
    if (decoded.cols != header.width || decoded.rows != header.height)
        failDamaged(name, "the decoded size is not that of the header");
    if (decoded.depth() != CV_8U && decoded.depth() != CV_16U)
        failDamaged(name, "its values are neither 8 nor 16 bits");
    GreyPicture picture;
    picture.width = decoded.cols;
    picture.height = decoded.rows;
    const double brightest = decoded.depth() == CV_8U ? 255.0 : 65535.0;
    const cv::Mat grey = greyOf(decoded, brightest, picture, name);
    picture.pixels.assign(grey.begin<float>(), grey.end<float>());
    return picture;
}

} // namespace epsilonlab
