// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/probes_figure.h"

#include "figures/paper.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

using paper::drawText;
using paper::font;

constexpr double kTile = 56.0, kStep = 68.0;
constexpr double kTop = 28.0, kBar = 8.0;
constexpr double kHeight = kTop + kTile + 34.0;

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

void drawProbe(QPainter& painter, double left, const ProbeRow& row)
{
    const QRectF tile(left, kTop, kTile, kTile);
    painter.drawImage(tile, paper::greyPicture(row.digit.image));
    painter.setPen(QPen(paper::line(), 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(tile);
    const QRectF bar(left, tile.bottom() + 6.0, kTile, kBar);
    QRectF filled = bar;
    filled.setWidth(bar.width() * std::clamp(row.length, 0.0, 1.0));
    painter.fillRect(filled, row.isFlipped ? paper::adversarial() : paper::clean());
    painter.drawRect(bar);
    drawText(painter, {left, bar.bottom() + 3.0, kStep, 16.0}, Qt::AlignLeft | Qt::AlignVCenter, row.text,
        font(11), paper::ink());
}

QString listed(const std::vector<ProbeRow>& rows)
{
    QStringList each;
    for (const ProbeRow& row : rows)
        each << tr("%1 (image %2): %3").arg(row.digit.label).arg(row.digit.index).arg(row.text);
    return each.join(QStringLiteral(", "));
}

} // namespace

Figure probesFigure(const std::vector<ProbeRow>& rows, const QString& about, double largest)
{
    Figure figure;
    figure.id = QStringLiteral("probes");
    figure.title = tr("Smallest epsilon that fools the network");
    figure.caption = tr(
        "%1: the smallest epsilon, to 0.001, at which PGD-10 (L∞) fools it, for one digit of each class; "
        "a full bar is %2. %3.")
                         .arg(about, QString::number(largest, 'g', 3), listed(rows));
    figure.size = {kStep * static_cast<double>(rows.size()), kHeight};
    figure.draw = [rows, about](QPainter& painter) {
        drawText(painter, {0.0, 0.0, kStep * static_cast<double>(rows.size()), 20.0},
            Qt::AlignLeft | Qt::AlignVCenter, about, font(13, true), paper::ink());
        double left = 0.0;
        for (const ProbeRow& row : rows) {
            drawProbe(painter, left, row);
            left += kStep;
        }
    };
    return figure;
}

} // namespace epsilonlab::ui
