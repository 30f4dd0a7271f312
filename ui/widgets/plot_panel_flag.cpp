// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_panel_flag.h"

namespace epsilonlab::ui {

PlotFlagItem::PlotFlagItem(QCustomPlot* plot, double x, PlotFlag kind)
    : QCPAbstractItem(plot)
    , m_x(x)
    , m_kind(kind)
{
    // Data hide what is only noted; nothing hides an alarm.
    setLayer(kind == PlotFlag::Alarm ? "alarms" : "notes");
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
    QPainterPath cloth(QPointF(at, top));
    cloth.lineTo(at + side * wide, top);
    cloth.lineTo(at + side * 0.7 * wide, top + high / 2.0);
    cloth.lineTo(at + side * wide, top + high);
    cloth.lineTo(at, top + high);
    cloth.closeSubpath();
    painter->setAntialiasing(true);
    if (m_kind == PlotFlag::Alarm) // a rim in the colour of the ground, against what it stands on
        painter->strokePath(cloth, QPen(m_around, 4.0, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter->fillPath(cloth, m_cloth);
    painter->setPen(QPen(m_cloth, 1.2));
    painter->drawLine(QLineF(at, foot, at, top));
}

} // namespace epsilonlab::ui
