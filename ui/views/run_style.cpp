// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/run_style.h"

#include "theme/run_colours.h"

#include <QPainter>

#include <array>

namespace epsilonlab::ui {

namespace {

constexpr int kColours = static_cast<int>(theme::kRunColours.size());
constexpr std::array kLines{
    PlotLine::Solid, PlotLine::Dashed, PlotLine::DashDot, PlotLine::Dotted, PlotLine::LongDashed};
constexpr std::array kMarkers{
    PlotMarker::Disc, PlotMarker::Square, PlotMarker::Triangle, PlotMarker::Diamond, PlotMarker::Circle};
constexpr QSize kSwatch{34, 16};

} // namespace

PlotCurve runCurve(int slot)
{
    PlotCurve curve;
    curve.colour = static_cast<PlotColour>(static_cast<int>(PlotColour::Run1) + slot % kColours);
    const auto look = static_cast<std::size_t>(slot % kColours) + static_cast<std::size_t>(slot / kColours);
    curve.line = kLines[look % kLines.size()];
    curve.marker = kMarkers[look % kMarkers.size()];
    curve.areMarkersThinned = true;
    return curve;
}

QPixmap runSwatch(int slot, double pixelRatio)
{
    QPixmap picture(kSwatch * pixelRatio);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawCurveSample(painter, QRectF(QPointF(0, 0), QSizeF(kSwatch)), runCurve(slot));
    return picture;
}

} // namespace epsilonlab::ui
