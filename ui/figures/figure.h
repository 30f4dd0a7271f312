// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

#include <functional>

class QPainter;

namespace epsilonlab::ui {

/// A picture for paper: always light, drawn as vectors with text that stays text, the same on every device.
struct Figure
{
    QString id;      ///< "examples", "curve"
    QString title;   ///< of the file
    QString caption; ///< complete without the colours
    QSizeF size;     ///< in CSS pixels, 96 to the inch
    std::function<void(QPainter&)> draw;
};

/// A whole SVG file, with title and description for screen readers. Throws Error(Internal) if the figure is blank.
QByteArray figureSvg(const Figure& figure);

/// One page of the figure's own size.
QByteArray figurePdf(const Figure& figure);

/// `scale` device pixels for each CSS pixel, on white.
QImage figureImage(const Figure& figure, double scale = 2.0);

/// Writes .svg, .pdf or .png by the ending of `path`, whole or not at all. Throws Error.
void writeFigure(const Figure& figure, const QString& path);

} // namespace epsilonlab::ui
