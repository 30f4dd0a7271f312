// SPDX-License-Identifier: GPL-3.0-or-later
#include "imaging/augmentation.h"

#include "api/image.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace epsilonlab {

namespace {

constexpr double kElasticWidth = 4.0; // pixels
constexpr float kMiddle = (kImageSide - 1) / 2.0F;

double between(double limit, const Augmentation::Random& random)
{
    return limit > 0.0 ? limit * (2.0 * random.uniform() - 1.0) : 0.0;
}

/// A smooth field of displacements along one axis.
cv::Mat elasticField(double length, const Augmentation::Random& random)
{
    cv::Mat field(kImageSide, kImageSide, CV_32F);
    for (float& value : cv::Mat_<float>(field))
        value = static_cast<float>(2.0 * random.uniform() - 1.0);
    cv::GaussianBlur(field, field, {}, kElasticWidth, kElasticWidth, cv::BORDER_CONSTANT);
    const double size = cv::norm(field) / kImageSide;
    return field * (size > 0.0 ? length / size : 0.0);
}

ParameterSpec real(const char* id, const char* title, const char* unit, double highest, const char* help)
{
    return {id, title, unit, ParameterKind::Real, 0.0, 0.0, highest, {}, help, "off"};
}

} // namespace

std::vector<ParameterSpec> Augmentation::parameters()
{
    return {
        real("augment-shift", "Random shift", "pixels", 14.0,
            "Training images are moved by up to so many pixels along each axis."),
        real("augment-rotation", "Random rotation", "degrees", 180.0,
            "Training images are turned by up to so many degrees."),
        real("augment-scale", "Random scale", "", 0.9,
            "Training images are made larger or smaller by up to this share."),
        real("augment-elastic", "Elastic bending", "pixels", 10.0,
            "Training images are bent like a sheet of rubber, by so many pixels on average."),
        real("augment-noise", "Pixel noise", "", 1.0,
            "Deviation of Gaussian noise on every pixel of the training images."),
        {"augment-cutout", "Cutout", "pixels", ParameterKind::Integer, std::int64_t{0}, 0, 28, {},
            "Side of a black square that hides a part of each training image.", "off"},
    };
}

Augmentation Augmentation::from(const ParameterSet& recipe)
{
    return {realValue(recipe, "augment-shift"), realValue(recipe, "augment-rotation"),
        realValue(recipe, "augment-scale"), realValue(recipe, "augment-elastic"),
        realValue(recipe, "augment-noise"), static_cast<int>(integerValue(recipe, "augment-cutout"))};
}

bool Augmentation::isNone() const
{
    return !isMoving() && noise <= 0.0 && cutout <= 0;
}

// Where each pixel of the new image comes from in the old one.
void Augmentation::move(float* image, const Random& random) const
{
    const double dx = between(shift, random), dy = between(shift, random);
    const double angle = between(rotation, random) * std::numbers::pi / 180.0;
    const double factor = 1.0 + between(scale, random);
    const auto cosine = static_cast<float>(std::cos(angle) / factor),
               sine = static_cast<float>(std::sin(angle) / factor);
    cv::Mat mapX(kImageSide, kImageSide, CV_32F), mapY(kImageSide, kImageSide, CV_32F);
    for (int row = 0; row < kImageSide; ++row)
        for (int column = 0; column < kImageSide; ++column) {
            const float x = static_cast<float>(column) - kMiddle - static_cast<float>(dx);
            const float y = static_cast<float>(row) - kMiddle - static_cast<float>(dy);
            mapX.at<float>(row, column) = cosine * x + sine * y + kMiddle;
            mapY.at<float>(row, column) = -sine * x + cosine * y + kMiddle;
        }
    if (elastic > 0.0) {
        mapX += elasticField(elastic, random);
        mapY += elasticField(elastic, random);
    }
    const cv::Mat before = cv::Mat(kImageSide, kImageSide, CV_32F, image).clone();
    cv::Mat after(kImageSide, kImageSide, CV_32F, image);
    cv::remap(before, after, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_CONSTANT, 0.0);
}

void Augmentation::apply(float* image, const Random& random) const
{
    if (isMoving())
        move(image, random);
    for (int i = 0; noise > 0.0 && i < kImagePixels; ++i)
        image[i] = static_cast<float>(std::clamp(image[i] + noise * random.normal(), 0.0, 1.0));
    if (cutout <= 0)
        return;
    const int left = static_cast<int>(random.uniform() * kImageSide) - cutout / 2;
    const int top = static_cast<int>(random.uniform() * kImageSide) - cutout / 2;
    const cv::Rect square = cv::Rect(left, top, cutout, cutout) & cv::Rect(0, 0, kImageSide, kImageSide);
    cv::Mat(kImageSide, kImageSide, CV_32F, image)(square).setTo(0.0);
}

} // namespace epsilonlab
