// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/figure_format.h"

namespace epsilonlab::ui {

QString endingOf(FigureFormat format)
{
    switch (format) {
    case FigureFormat::Png:
    case FigureFormat::LargePng: return QStringLiteral("png");
    case FigureFormat::Svg: return QStringLiteral("svg");
    case FigureFormat::Pdf: break;
    }
    return QStringLiteral("pdf");
}

QByteArray figureFile(const Figure& figure, FigureFormat format)
{
    switch (format) {
    case FigureFormat::Png: return figurePng(figure, 1.0);
    case FigureFormat::LargePng: return figurePng(figure, kLargeScale);
    case FigureFormat::Svg: return figureSvg(figure);
    case FigureFormat::Pdf: break;
    }
    return figurePdf(figure);
}

} // namespace epsilonlab::ui
