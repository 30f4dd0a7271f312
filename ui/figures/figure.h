// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/palette.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

#include <functional>

class QPainter;

namespace epsilonlab::ui {

/// A picture for paper: light unless asked otherwise, drawn as vectors with text that stays text, the same on
/// every device.
struct Figure
{
    QString id; ///< "examples", "curve"
    QString title; ///< of the file
    QString caption; ///< complete without the colours
    QSizeF size; ///< in CSS pixels, 96 to the inch
    std::function<void(QPainter&)> draw;
    QByteArray session{}; ///< JSON of the state it shows, which its file carries; empty: none
    theme::Theme theme = theme::Theme::Light;
};

/// The same with its caption as text below it and a margin around: what leaves the program on its own.
Figure withCaption(const Figure& figure);

/// A whole SVG file, with title and description for screen readers. Throws Error(Internal) if the figure is
/// blank.
QByteArray figureSvg(const Figure& figure);

/// One page of the figure's own size.
QByteArray figurePdf(const Figure& figure);

/// `scale` device pixels for each CSS pixel; at 96 dots to the inch times `scale`, so that it is printed at
/// the same size.
QImage figureImage(const Figure& figure, double scale = 2.0);
QByteArray figurePng(const Figure& figure, double scale = 2.0);

} // namespace epsilonlab::ui
