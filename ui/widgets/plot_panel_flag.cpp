// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_panel_flag.h"

namespace epsilonlab::ui {

PlotFlagItem::PlotFlagItem(QCustomPlot* plot, double x, PlotFlag kind)
    : QCPAbstractItem(plot)
    , m_x(x)
    , m_kind(kind)
{
    setLayer("flags");
    setClipToAxisRect(false); // half of a pole at either end would be cut off
    setSelectable(false);
}

void PlotFlagItem::setInk(const QColor& cloth, const QColor& around)
{
    m_cloth = cloth;
    m_around = around;
}

double PlotFlagItem::width(const QFont& font, PlotFlag kind)
{
    return QFontMetricsF(font).height() * (kind == PlotFlag::Alarm ? 0.95 : 0.6);
}

double PlotFlagItem::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1.0;
}

void PlotFlagItem::draw(QCPPainter* painter)
{
    const QRectF axes = clipAxisRect()->rect();
    const double at = parentPlot()->xAxis->coordToPixel(m_x);
    if (at < axes.left() - 1.0 || at > axes.right() + 1.0)
        return;
    const double wide = width(parentPlot()->xAxis->tickLabelFont(), m_kind), high = 0.75 * wide;
    const double side = at + wide > axes.right() ? -1.0 : 1.0, foot = axes.bottom(), top = foot - 2.0 * high;
    QPainterPath flag(QPointF(at, foot));
    flag.lineTo(at, top);
    flag.lineTo(at + side * wide, top);
    flag.lineTo(at + side * 0.7 * wide, top + high / 2.0);
    flag.lineTo(at + side * wide, top + high);
    flag.lineTo(at, top + high);
    painter->setAntialiasing(true);
    // A rim in the colour of the ground tells it from the lines and markers that it stands on.
    painter->strokePath(flag, QPen(m_around, 4.0, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter->fillPath(flag, m_cloth);
    painter->strokePath(flag, QPen(m_cloth, 1.2));
}

} // namespace epsilonlab::ui
