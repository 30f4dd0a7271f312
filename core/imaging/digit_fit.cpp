// SPDX-License-Identifier: GPL-3.0-or-later
#include "imaging/digit_fit.h"

#include "api/error.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace epsilonlab {

namespace {

constexpr int kBox = 20; ///< the longer side of the ink in MNIST
constexpr int kCentre = 14; ///< where its centre of mass falls
constexpr float kLeastContrast = 0.05F;
constexpr float kInkLevel = 0.08F; ///< of the strongest ink; fainter is fringe, or what JPEG leaves around an
                                   ///< edge
constexpr double kSpeck = 0.01; ///< of the largest stroke's area

/// Grey levels of ground and ink.
struct Levels
{
    float ground = 0.0F;
    float scatter = 0.0F; ///< around the ground
    float darkest = 0.0F, lightest = 1.0F;

    float contrast(Ink ink) const { return ink == Ink::Dark ? ground - darkest : lightest - ground; }
};

float takeRank(std::vector<float>& values, std::size_t rank)
{
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

std::vector<float> rim(const GreyPicture& picture)
{
    std::vector<float> values;
    const int thickness = std::max(1, std::min(picture.width, picture.height) / 50);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            if (std::min({x, y, picture.width - 1 - x, picture.height - 1 - y}) < thickness)
                values.push_back(
                    picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width)
                        + static_cast<std::size_t>(x)]);
    return values;
}

Levels levelsOf(const GreyPicture& picture)
{
    Levels levels;
    std::vector<float> values = rim(picture);
    levels.ground = takeRank(values, values.size() / 2);
    for (float& value : values)
        value = std::abs(value - levels.ground);
    // Three standard deviations, estimated by the median: the ink may touch the rim.
    levels.scatter = 3.0F * 1.4826F * takeRank(values, values.size() / 2);
    values = picture.pixels;
    const std::size_t few = values.size() / 5000; // single hot or dead pixels of a photograph are no ink
    levels.darkest = takeRank(values, few);
    levels.lightest = takeRank(values, values.size() - 1 - few);
    return levels;
}

Ink inkAt(const Levels& levels)
{
    return levels.contrast(Ink::Dark) > levels.contrast(Ink::Light) ? Ink::Dark : Ink::Light;
}

/// Ground at 0, strongest ink at 1.
cv::Mat levelled(const GreyPicture& picture, Ink ink, const std::string& name)
{
    const Levels levels = levelsOf(picture);
    const float range = levels.contrast(ink) - levels.scatter;
    if (!(range >= kLeastContrast))
        throw Error(ErrorCode::BadFile,
            name
                + " shows nothing that stands out from its ground. Choose a picture of a dark digit "
                  "on light paper, or of a light one on black.");
    cv::Mat out(picture.height, picture.width, CV_32F);
    std::transform(picture.pixels.begin(), picture.pixels.end(), out.begin<float>(), [&](float value) {
        const float above = ink == Ink::Dark ? levels.ground - value : value - levels.ground;
        return std::clamp((above - levels.scatter) / range, 0.0F, 1.0F);
    });
    return out;
}

/// Bounding box of the strokes; specks are left out.
cv::Rect inkBox(const cv::Mat& ink)
{
    cv::Mat labels, boxes, centres;
    const cv::Mat mask = ink >= kInkLevel;
    const int count = cv::connectedComponentsWithStats(mask, labels, boxes, centres, 8, CV_32S);
    int largest = 0;
    for (int i = 1; i < count; ++i) // 0 is the ground
        largest = std::max(largest, boxes.at<int>(i, cv::CC_STAT_AREA));
    cv::Rect box;
    for (int i = 1; i < count; ++i) {
        if (boxes.at<int>(i, cv::CC_STAT_AREA) < kSpeck * largest)
            continue;
        const cv::Rect stroke(boxes.at<int>(i, cv::CC_STAT_LEFT), boxes.at<int>(i, cv::CC_STAT_TOP),
            boxes.at<int>(i, cv::CC_STAT_WIDTH), boxes.at<int>(i, cv::CC_STAT_HEIGHT));
        box = box.empty() ? stroke : (box | stroke);
    }
    return box;
}

cv::Mat scaled(const cv::Mat& source, cv::Size size)
{
    cv::Mat out;
    const bool isSmaller = size.width < source.cols || size.height < source.rows;
    cv::resize(source, out, size, 0.0, 0.0, isSmaller ? cv::INTER_AREA : cv::INTER_LINEAR);
    return out;
}

/// Where a patch of `side` pixels begins so that its centre of mass falls on the pixel kCentre, and it stays
/// inside.
int placeOf(double centre, int side)
{
    return std::clamp(static_cast<int>(std::ceil(kCentre - 0.5 - centre)), 0, kImageSide - side);
}

cv::Mat centred(const cv::Mat& patch)
{
    const cv::Moments moments = cv::moments(patch);
    const int x = placeOf(moments.m10 / moments.m00, patch.cols);
    const int y = placeOf(moments.m01 / moments.m00, patch.rows);
    cv::Mat out = cv::Mat::zeros(kImageSide, kImageSide, CV_32F);
    patch.copyTo(out(cv::Rect(x, y, patch.cols, patch.rows)));
    return out;
}

std::vector<std::uint8_t> bytesOf(const cv::Mat& image)
{
    std::vector<std::uint8_t> bytes;
    for (auto value = image.begin<float>(); value != image.end<float>(); ++value)
        bytes.push_back(static_cast<std::uint8_t>(std::lround(std::clamp(*value, 0.0F, 1.0F) * 255.0F)));
    return bytes;
}

FittedPicture fitDigit(const GreyPicture& picture, Ink ink, const std::string& name)
{
    const cv::Mat levels = levelled(picture, ink, name);
    const cv::Rect box = inkBox(levels);
    const double scale = static_cast<double>(kBox) / std::max(box.width, box.height);
    const auto side
        = [scale](int length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
    cv::Mat patch = scaled(levels(box), {side(box.width), side(box.height)});
    // A thin line fades when it is scaled down; in MNIST every digit has full ink somewhere.
    double strongest = 1.0;
    cv::minMaxLoc(patch, nullptr, &strongest);
    patch *= 1.0 / strongest;
    return {bytesOf(centred(patch)), {box.x, box.y, box.width, box.height}, patch.cols, patch.rows, ink};
}

FittedPicture fitWhole(const GreyPicture& picture, Ink ink)
{
    cv::Mat grey(picture.height, picture.width, CV_32F);
    std::copy(picture.pixels.begin(), picture.pixels.end(), grey.begin<float>());
    if (ink == Ink::Dark)
        grey = 1.0 - grey;
    const int side = std::max(grey.cols, grey.rows);
    if (grey.cols != grey.rows) {
        const float ground = ink == Ink::Dark ? 1.0F - levelsOf(picture).ground : levelsOf(picture).ground;
        cv::Mat square(side, side, CV_32F, cv::Scalar(ground));
        grey.copyTo(square(cv::Rect((side - grey.cols) / 2, (side - grey.rows) / 2, grey.cols, grey.rows)));
        grey = square;
    }
    if (side != kImageSide)
        grey = scaled(grey, {kImageSide, kImageSide});
    return {bytesOf(grey), {0, 0, picture.width, picture.height}, 0, 0, ink};
}

} // namespace

Ink inkOf(const GreyPicture& picture)
{
    return inkAt(levelsOf(picture));
}

FittedPicture fitPicture(
    const GreyPicture& picture, ImageFit fit, const std::string& name, std::optional<Ink> ink)
{
    const bool isReady = picture.width == kImageSide && picture.height == kImageSide;
    const Ink chosen = ink ? *ink : inkOf(picture);
    if (fit == ImageFit::Digit || (fit == ImageFit::Automatic && !isReady))
        return fitDigit(picture, chosen, name);
    return fitWhole(picture, chosen);
}

} // namespace epsilonlab
