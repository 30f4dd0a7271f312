// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/paper.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace epsilonlab::ui::paper {

namespace {

constexpr int kEnlargement = 8;

thread_local theme::Theme chosen = theme::Theme::Light;

const theme::Palette& colours()
{
    return theme::paletteOf(chosen);
}

struct Lab
{
    double l, a, b;
};

constexpr std::array<double, 3> kWhite = {0.95047, 1.0, 1.08883}; // D65

double toLinear(double c)
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double fromLinear(double c)
{
    return std::clamp(c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055, 0.0, 1.0);
}

Lab toLab(const QColor& colour)
{
    const double r = toLinear(colour.redF());
    const double g = toLinear(colour.greenF());
    const double b = toLinear(colour.blueF());
    const std::array<double, 3> xyz = {0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b, 0.0193 * r + 0.1192 * g + 0.9505 * b};
    std::array<double, 3> f{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / kWhite[i];
        f[i] = t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0;
    }
    return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

QColor fromLab(const Lab& lab)
{
    const double fy = (lab.l + 16.0) / 116.0;
    const std::array<double, 3> f = {fy + lab.a / 500.0, fy, fy - lab.b / 200.0};
    std::array<double, 3> xyz{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double cube = f[i] * f[i] * f[i];
        xyz[i] = kWhite[i] * (cube > 0.008856 ? cube : (f[i] - 16.0 / 116.0) / 7.787);
    }
    const double r = 3.2406 * xyz[0] - 1.5372 * xyz[1] - 0.4986 * xyz[2];
    const double g = -0.9689 * xyz[0] + 1.8758 * xyz[1] + 0.0415 * xyz[2];
    const double b = 0.0557 * xyz[0] - 0.2040 * xyz[1] + 1.0570 * xyz[2];
    return QColor::fromRgbF(static_cast<float>(fromLinear(r)), static_cast<float>(fromLinear(g)),
        static_cast<float>(fromLinear(b)));
}

QImage enlarged(const QImage& image)
{
    return image.scaled(image.size() * kEnlargement, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

} // namespace

ColoursOf::ColoursOf(theme::Theme theme)
    : m_before(std::exchange(chosen, theme))
{
}

ColoursOf::~ColoursOf()
{
    chosen = m_before;
}

QColor ground()
{
    return colours().background;
}

QColor ink()
{
    return colours().text;
}

QColor dim()
{
    return colours().truth;
}

QColor line()
{
    return colours().border;
}

QColor grid()
{
    return colours().chartGrid;
}

QColor clean()
{
    return colours().clean;
}

QColor adversarial()
{
    return colours().adversarial;
}

NetworkStyle networkStyle(std::size_t index)
{
    if (index == 0)
        return {colours().clean, Qt::SolidLine, 0};
    if (index == 1)
        return {colours().target, Qt::DashLine, 1};
    const std::array<const char*, 4> okabeIto = {"#D55E00", "#009E73", "#CC79A7", "#E69F00"};
    const std::array<Qt::PenStyle, 4> lines
        = {Qt::DashDotLine, Qt::DotLine, Qt::DashDotDotLine, Qt::SolidLine};
    const std::size_t i = (index - 2) % okabeIto.size();
    return {QColor(QLatin1StringView(okabeIto[i])), lines[i], static_cast<int>(i) + 2};
}

void drawMarker(QPainter& painter, const QPointF& at, const NetworkStyle& style)
{
    constexpr double r = 3.5;
    painter.save();
    painter.setPen(QPen(ground(), 0.75));
    painter.setBrush(style.colour);
    switch (style.marker % 4) {
    case 0: painter.drawEllipse(at, r, r); break;
    case 1: painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)); break;
    case 2:
        painter.drawPolygon(QPolygonF{at + QPointF(0, -1.3 * r), at + QPointF(1.3 * r, 0),
            at + QPointF(0, 1.3 * r), at + QPointF(-1.3 * r, 0)});
        break;
    default:
        painter.drawPolygon(
            QPolygonF{at + QPointF(0, -1.2 * r), at + QPointF(1.2 * r, r), at + QPointF(-1.2 * r, r)});
    }
    painter.restore();
}

QFont font(int pixelSize, bool isBold)
{
    QFont font("DejaVu Sans");
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(pixelSize);
    font.setBold(isBold);
    font.setHintingPreference(QFont::PreferNoHinting); // the same widths at every scale
    return font;
}

void drawText(QPainter& painter, const QRectF& box, int flags, const QString& text, const QFont& font,
    const QColor& colour)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(box, flags | Qt::TextDontClip, text);
}

QColor signedColour(double t)
{
    static const std::array<Lab, 5> stops
        = {toLab("#053B6B"), toLab("#4A90C2"), toLab("#F5F5F5"), toLab("#E08A3C"), toLab("#7F3300")};
    const double position = (std::clamp(t, -1.0, 1.0) + 1.0) * 2.0;
    const auto i = static_cast<std::size_t>(std::min(position, 3.0));
    const double part = position - static_cast<double>(i);
    const Lab& a = stops[i];
    const Lab& b = stops[i + 1];
    return fromLab({a.l + part * (b.l - a.l), a.a + part * (b.a - a.a), a.b + part * (b.b - a.b)});
}

QImage greyPicture(const Image& image)
{
    QImage picture(kImageSide, kImageSide, QImage::Format_RGB32);
    for (int i = 0; i < kImagePixels; ++i) {
        const float value = image.pixels.at(static_cast<std::size_t>(i));
        const int grey = std::clamp(static_cast<int>(std::lround(value * 255.0F)), 0, 255);
        picture.setPixel(i % kImageSide, i / kImageSide, qRgb(grey, grey, grey));
    }
    return enlarged(picture);
}

QImage signedPicture(const Image& image, double limit)
{
    QImage picture(kImageSide, kImageSide, QImage::Format_RGB32);
    for (int i = 0; i < kImagePixels; ++i) {
        const double value = static_cast<double>(image.pixels.at(static_cast<std::size_t>(i)));
        picture.setPixelColor(
            i % kImageSide, i / kImageSide, signedColour(limit > 0.0 ? value / limit : 0.0));
    }
    return enlarged(picture);
}

QString toText(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace epsilonlab::ui::paper
