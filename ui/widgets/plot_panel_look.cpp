// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_panel_impl.h"

#include "theme/run_colours.h"
#include "theme/theme.h"

#include <QPicture>

namespace epsilonlab::ui {

namespace {

QColor colourOf(PlotColour colour, const theme::Palette& palette)
{
    if (colour >= PlotColour::Run1)
        return QColor(theme::kRunColours.at(
            static_cast<std::size_t>(colour) - static_cast<std::size_t>(PlotColour::Run1)));
    switch (colour) {
    case PlotColour::Clean: return palette.clean;
    case PlotColour::Adversarial: return palette.adversarial;
    case PlotColour::Target: return palette.target;
    case PlotColour::Truth: return palette.truth;
    default: break;
    }
    return palette.text;
}

QPen penOf(const PlotCurve& style, const QColor& ink)
{
    const Qt::PenStyle styles[]
        = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::CustomDashLine};
    QPen pen(ink, 2.0, styles[static_cast<int>(style.line)]);
    if (style.line == PlotLine::LongDashed)
        pen.setDashPattern({9.0, 3.0});
    return pen;
}

QCPScatterStyle markerOf(const PlotCurve& style, const QColor& ink)
{
    const QCPScatterStyle::ScatterShape shapes[]
        = {QCPScatterStyle::ssNone, QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare,
            QCPScatterStyle::ssDiamond, QCPScatterStyle::ssTriangle, QCPScatterStyle::ssCircle};
    const bool isHollow = style.marker == PlotMarker::Circle;
    const QBrush fill(isHollow ? theme::palette().background : ink);
    return {shapes[static_cast<int>(style.marker)], QPen(ink, isHollow ? 1.5 : 1.0), fill, 7.0};
}

/// Of a curve that is only an example.
QColor faint(QColor ink)
{
    ink.setAlphaF(0.3F);
    return ink;
}

} // namespace

void drawCurveSample(QPainter& painter, const QRectF& place, const PlotCurve& curve)
{
    const QColor ink = colourOf(curve.colour, theme::palette());
    QPicture picture; // QCustomPlot wants a painter of its own kind
    QCPPainter recorder(&picture);
    recorder.setAntialiasing(true);
    recorder.setPen(penOf(curve, ink));
    recorder.drawLine(
        QLineF(place.left() + 1.0, place.center().y(), place.right() - 1.0, place.center().y()));
    QCPScatterStyle marker = markerOf(curve, ink);
    marker.applyTo(&recorder, QPen(ink));
    marker.drawShape(&recorder, place.center());
    recorder.end();
    painter.drawPicture(0, 0, picture);
}

void PlotPanel::Impl::applyTheme()
{
    applyLook(theme::palette(), panel->font());
    schedule();
}

void PlotPanel::Impl::applyLook(const theme::Palette& palette, const QFont& font)
{
    plot->setBackground(palette.background);
    for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
        axis->setLabelColor(palette.text);
        axis->setTickLabelColor(palette.text);
        for (auto set : {&QCPAxis::setBasePen, &QCPAxis::setTickPen, &QCPAxis::setSubTickPen})
            (axis->*set)(QPen(palette.dimText));
        axis->grid()->setPen(QPen(palette.chartGrid));
        axis->grid()->setZeroLinePen(QPen(palette.chartGrid));
        axis->setTickLabelFont(font);
        axis->setLabelFont(font);
    }
    plot->legend->setBrush(Qt::NoBrush);
    plot->legend->setTextColor(palette.text);
    plot->legend->setFont(font);
    emptyText->setColor(isExample ? palette.text : palette.dimText);
    emptyText->setBrush(isExample ? QBrush(palette.background) : QBrush(Qt::NoBrush));
    exampleText->setColor(palette.dimText);
    chanceText->setColor(palette.truth);
    chanceLine->setPen(QPen(palette.truth, 1.0, Qt::DotLine));
    cursor->setPen(QPen(palette.dimText));
    mark->setPen(QPen(palette.text, 1.5));
    readout->setColor(palette.text);
    readout->setBrush(palette.panel);
    readout->setPen(QPen(palette.border));
    for (QCPItemText* item : {emptyText, exampleText, chanceText, readout})
        item->setFont(font);
    for (const auto& flag : flags)
        colourFlag(flag, palette);
    for (auto& curve : curves) {
        QColor fill = colourOf(curve.style.colour, palette);
        fill.setAlphaF(0.18F);
        curve.high->setBrush(fill);
        const QColor ink = isExample ? faint(colourOf(curve.style.colour, palette))
                                     : colourOf(curve.style.colour, palette);
        curve.line->setPen(penOf(curve.style, ink));
        curve.line->setScatterStyle(markerOf(curve.style, ink));
        fill.setAlphaF(0.25F);
        curve.raw->setPen(QPen(fill, 1.0));
        if (curve.end) {
            curve.end->setColor(palette.text);
            curve.end->setBrush(palette.background);
            curve.end->setPen(QPen(ink, 1.5));
            curve.end->setFont(theme::font(theme::TextRole::Small));
        }
    }
    wrapEmptyText();
    plot->axisRect()->setAutoMargins(QCP::msTop | QCP::msRight | QCP::msBottom);
    placeLeftEdge();
}

/// Between the axis on the left and the word that marks an example on the right; centred, so that both sides
/// lose the same.
void PlotPanel::Impl::wrapEmptyText()
{
    const QFontMetrics metrics(panel->font());
    const int beside = metrics.horizontalAdvance(exampleText->text()) + metrics.height();
    const int room = panel->width() - plot->axisRect()->margins().left() - 2 * beside;
    QStringList lines;
    for (const QString& word : emptyWords.split(' ')) {
        const QString longer = lines.isEmpty() ? word : lines.last() + ' ' + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= room)
            lines.last() = longer;
        else
            lines << word;
    }
    emptyText->setText(lines.join('\n'));
    emptyText->setTextAlignment(Qt::AlignCenter);
}

} // namespace epsilonlab::ui
