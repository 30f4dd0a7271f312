// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"
#include "theme/palette.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QRectF>
#include <QString>

class QPainter;

namespace epsilonlab::ui::paper {

/// While one lives, figures are drawn in the colours of that theme; without one in the light ones, whatever
/// the window shows: figures are printed. For one thread, the one that draws.
class ColoursOf
{
public:
    explicit ColoursOf(theme::Theme theme);
    ~ColoursOf();
    ColoursOf(const ColoursOf&) = delete;
    ColoursOf& operator=(const ColoursOf&) = delete;

private:
    theme::Theme m_before;
};

QColor ground();
QColor ink();
QColor dim();
QColor line();
QColor grid();
QColor clean();
QColor adversarial();

/// Colour, dash and marker of the i-th network of a figure: three ways to tell them apart, none needs
/// colours.
struct NetworkStyle
{
    QColor colour;
    Qt::PenStyle line = Qt::SolidLine;
    int marker = 0;
};
NetworkStyle networkStyle(std::size_t index);
void drawMarker(QPainter& painter, const QPointF& at, const NetworkStyle& style);

QFont font(int pixelSize = 12, bool isBold = false);
void drawText(QPainter& painter, const QRectF& box, int flags, const QString& text, const QFont& font,
    const QColor& colour);

/// Blue below zero, orange above, near-white at zero; `t` in [-1, 1]. Interpolated in Lab, so both arms
/// darken evenly.
QColor signedColour(double t);

/// Eight times larger without smoothing, so that readers which smooth pictures cannot blur the digit.
QImage greyPicture(const Image& image);
QImage signedPicture(const Image& image, double limit);

QString toText(const std::string& text);

} // namespace epsilonlab::ui::paper
