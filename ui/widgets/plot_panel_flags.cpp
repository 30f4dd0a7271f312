// SPDX-License-Identifier: GPL-3.0-or-later
// What happened at one x: flags on the axis.
#include "widgets/plot_panel_impl.h"

#include "theme/theme.h"

#include <algorithm>

namespace epsilonlab::ui {

/// A small flag that stands on the x axis; an alarm is larger and above all curves. Where the axis ends it
/// hangs to the left, so that the newest one, at the very end of a run that is followed, is seen whole.
class PlotFlagItem : public QCPAbstractItem
{
public:
    PlotFlagItem(QCustomPlot* plot, double x, PlotFlag kind);

    void setInk(const QColor& cloth, const QColor& around);
    static double width(const QFont& font, PlotFlag kind); ///< pixels beside its x

    double selectTest(const QPointF& at, bool onlySelectable, QVariant* details) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    double m_x;
    PlotFlag m_kind;
    QColor m_cloth, m_around;
};

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

void PlotPanel::addFlag(double x, const QString& text, PlotFlag kind)
{
    m_impl->flags.push_back({new PlotFlagItem(m_impl->plot, x, kind), x, text, kind});
    m_impl->colourFlag(m_impl->flags.back(), theme::palette()); // it alone: a long run has thousands
    m_impl->schedule();
}

void PlotPanel::clearFlags()
{
    for (const auto& flag : m_impl->flags)
        m_impl->plot->removeItem(flag.item);
    m_impl->flags.clear();
    m_impl->schedule();
}

/// Of flags that would cover each other the gravest is drawn, then the earliest; an alarm always. The
/// read-out still knows them all.
void PlotPanel::Impl::thinFlags()
{
    std::vector<const PlotFlagData*> byRank;
    for (const auto& flag : flags)
        byRank.push_back(&flag);
    std::stable_sort(byRank.begin(), byRank.end(),
        [](const PlotFlagData* a, const PlotFlagData* b) { return a->kind > b->kind; });
    const double apart = 1.5 * PlotFlagItem::width(plot->xAxis->tickLabelFont(), PlotFlag::Note);
    std::vector<double> taken;
    for (const PlotFlagData* flag : byRank) {
        const double at = plot->xAxis->coordToPixel(flag->x);
        const bool isFree = std::none_of(
            taken.begin(), taken.end(), [&](double other) { return std::abs(other - at) < apart; });
        flag->item->setVisible(isFree || flag->kind == PlotFlag::Alarm);
        if (flag->item->visible())
            taken.push_back(at);
    }
}

void PlotPanel::Impl::colourFlag(const PlotFlagData& flag, const theme::Palette& palette)
{
    flag.item->setInk(flag.kind == PlotFlag::Alarm ? palette.warning
            : flag.kind == PlotFlag::Change        ? palette.text
                                                   : palette.dimText,
        palette.background);
}

QStringList PlotPanel::Impl::flagsAt(double at) const
{
    // A flag is read where it is seen: on either side of its x, as it may hang to either.
    constexpr double kReach = 0.01; // of the axis, while it has no pixels yet
    const int pixels = plot->axisRect()->width();
    const double size = plot->xAxis->range().size();
    QStringList lines;
    for (const auto& flag : flags) {
        const double wide = PlotFlagItem::width(plot->xAxis->tickLabelFont(), flag.kind);
        const double reach = size * (pixels > 0 ? std::max(kReach, wide / pixels) : kReach);
        if (std::abs(flag.x - at) <= reach)
            lines << "⚑ " + flag.text;
    }
    return lines;
}

} // namespace epsilonlab::ui
