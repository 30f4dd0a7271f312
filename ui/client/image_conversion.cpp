// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/image_conversion.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr std::size_t kMapSize = 513; // odd: the middle entry is exactly zero's colour
constexpr std::size_t kMapMiddle = kMapSize / 2;

struct Lab
{
    double l = 0.0, a = 0.0, b = 0.0;
};

double toLinear(double v)
{
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double fromLinear(double v)
{
    return v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1.0 / 2.4) - 0.055;
}

Lab toLab(const QColor& color)
{
    const double r = toLinear(color.redF()), g = toLinear(color.greenF()), b = toLinear(color.blueF());
    const auto f
        = [](double t) { return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0; };
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

QRgb toRgb(const Lab& lab)
{
    const double fy = (lab.l + 16.0) / 116.0, fx = fy + lab.a / 500.0, fz = fy - lab.b / 200.0;
    const auto inverse = [](double t) {
        return t * t * t > 216.0 / 24389.0 ? t * t * t : (116.0 * t - 16.0) * 27.0 / 24389.0;
    };
    const double x = 0.95047 * inverse(fx), y = inverse(fy), z = 1.08883 * inverse(fz);
    const auto byte
        = [](double v) { return static_cast<int>(std::lround(255.0 * std::clamp(fromLinear(v), 0.0, 1.0))); };
    return qRgb(byte(3.2406 * x - 1.5372 * y - 0.4986 * z), byte(-0.9689 * x + 1.8758 * y + 0.0415 * z),
        byte(0.0557 * x - 0.2040 * y + 1.0570 * z));
}

std::array<QRgb, kMapSize> makeMap()
{
    const std::array<QColor, 5> stops{
        QColor(0x053B6B), QColor(0x4A90C2), QColor(0xF5F5F5), QColor(0xE08A3C), QColor(0x7F3300)};
    std::array<QRgb, kMapSize> map{};
    for (std::size_t i = 0; i < kMapSize; ++i) {
        const double at = 4.0 * static_cast<double>(i) / static_cast<double>(kMapSize - 1);
        const std::size_t left = std::min<std::size_t>(3, static_cast<std::size_t>(at));
        const double part = at - static_cast<double>(left);
        const Lab from = toLab(stops[left]), to = toLab(stops[left + 1]);
        map[i] = toRgb({from.l + part * (to.l - from.l), from.a + part * (to.a - from.a),
            from.b + part * (to.b - from.b)});
    }
    map[kMapMiddle] = stops[2].rgb();
    return map;
}

QRgb divergingRgb(double t)
{
    static const std::array<QRgb, kMapSize> map = makeMap();
    const double half = static_cast<double>(kMapMiddle);
    return map[static_cast<std::size_t>(std::lround(half + half * std::clamp(t, -1.0, 1.0)))];
}

} // namespace

QImage toGrey(const Image& image)
{
    if (image.isEmpty())
        return {};
    QImage picture(kImageSide, kImageSide, QImage::Format_Grayscale8);
    for (int y = 0; y < kImageSide; ++y) {
        uchar* line = picture.scanLine(y);
        const float* values = image.pixels.data() + std::ptrdiff_t{y} * kImageSide;
        for (int x = 0; x < kImageSide; ++x)
            line[x] = static_cast<uchar>(std::lround(255.0F * std::clamp(values[x], 0.0F, 1.0F)));
    }
    return picture;
}

QImage toSigned(const Image& image, double limit)
{
    if (image.isEmpty())
        return {};
    QImage picture(kImageSide, kImageSide, QImage::Format_RGB32);
    for (int y = 0; y < kImageSide; ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        const float* values = image.pixels.data() + std::ptrdiff_t{y} * kImageSide;
        for (int x = 0; x < kImageSide; ++x)
            line[x] = divergingRgb(limit > 0.0 ? static_cast<double>(values[x]) / limit : 0.0);
    }
    return picture;
}

QColor divergingColor(double t)
{
    return QColor(divergingRgb(t));
}

Image difference(const Image& a, const Image& b)
{
    if (a.pixels.size() != b.pixels.size())
        return {};
    Image result = a;
    for (std::size_t i = 0; i < result.pixels.size(); ++i)
        result.pixels[i] -= b.pixels[i];
    return result;
}

} // namespace epsilonlab::ui
