// SPDX-License-Identifier: GPL-3.0-or-later
// Names at the ends of lines, for plots with too many lines for a legend. Where two would cover each other,
// one moves down.
#include "widgets/plot_panel_impl.h"

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kBeside = 6; // pixels between a line and its name
constexpr int kWidestLabel = 150; // longer names are cut: the line matters more
constexpr int kPadX = 4, kPadY = 1;
constexpr int kRightWithout = 15; // the library's margin where there is no name

/// The last drawn point of a line that is in view; its key is NaN if there is none.
QPointF endOf(const QCPGraph& line)
{
    const QCPRange view = line.keyAxis()->range();
    for (auto at = line.data()->constEnd(); at != line.data()->constBegin();) {
        --at;
        if (view.contains(at->key) && std::isfinite(at->value)
            && line.valueAxis()->range().contains(at->value))
            return {at->key, at->value};
    }
    return {std::numeric_limits<double>::quiet_NaN(), 0.0};
}

} // namespace

void PlotPanel::removeCurves()
{
    for (const auto& curve : m_impl->curves) {
        for (QCPGraph* graph : {curve.line, curve.raw, curve.high, curve.low})
            m_impl->plot->removeGraph(graph);
        if (curve.end)
            m_impl->plot->removeItem(curve.end);
    }
    m_impl->curves.clear();
    m_impl->schedule();
}

void PlotPanel::Impl::makeEndLabel(PlotCurveData& curve)
{
    curve.end = new QCPItemText(plot);
    curve.end->setText(
        QFontMetrics(panel->font()).elidedText(curve.style.endLabel, Qt::ElideRight, kWidestLabel));
    curve.end->setPadding(QMargins(kPadX, kPadY, kPadX, kPadY));
    curve.end->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    curve.end->position->setType(QCPItemPosition::ptAxisRectRatio);
    curve.end->setClipToAxisRect(false);
    curve.end->setVisible(false);
}

/// Right of the axes, where most lines end.
void PlotPanel::Impl::makeRoomForEnds()
{
    int widest = 0;
    for (const auto& curve : curves)
        if (curve.end && !curve.data.x.empty())
            widest = std::max(widest,
                QFontMetrics(curve.end->font()).horizontalAdvance(curve.end->text()) + 2 * kPadX
                    + 2 * kBeside);
    if (widest == 0 && !hasEnds)
        return;
    hasEnds = widest > 0;
    QMargins margins = plot->axisRect()->minimumMargins();
    margins.setRight(std::max(widest, kRightWithout));
    plot->axisRect()->setMinimumMargins(margins);
}

void PlotPanel::Impl::placeEndLabels()
{
    const QRect axes = plot->axisRect()->rect();
    if (axes.isEmpty())
        return;
    struct End
    {
        QCPItemText* item;
        QRectF place;
    };
    std::vector<End> ends;
    for (const auto& curve : curves) {
        if (!curve.end)
            continue;
        const QPointF end = endOf(*curve.line);
        curve.end->setVisible(std::isfinite(end.x()));
        if (!curve.end->visible())
            continue;
        const QFontMetrics metrics(curve.end->font());
        QRectF place(
            0, 0, metrics.horizontalAdvance(curve.end->text()) + 2 * kPadX, metrics.height() + 2 * kPadY + 2);
        place.moveCenter(QPointF(0, plot->yAxis->coordToPixel(end.y())));
        place.moveLeft(plot->xAxis->coordToPixel(end.x()) + kBeside);
        ends.push_back({curve.end, place});
    }
    std::stable_sort(
        ends.begin(), ends.end(), [](const End& a, const End& b) { return a.place.top() < b.place.top(); });
    // From above downwards, each below those it would cover; then from below upwards, so that none leaves the
    // axes.
    for (std::size_t i = 0; i < ends.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (ends[i].place.intersects(ends[j].place))
                ends[i].place.moveTop(ends[j].place.bottom() + 1);
    for (std::size_t i = ends.size(); i-- > 0;) {
        double floor = axes.bottom() + 1.0;
        for (std::size_t j = i + 1; j < ends.size(); ++j)
            if (ends[j].place.left() < ends[i].place.right() && ends[i].place.left() < ends[j].place.right())
                floor = std::min(floor, ends[j].place.top() - 1.0);
        if (ends[i].place.bottom() > floor)
            ends[i].place.moveBottom(floor);
    }
    for (const End& end : ends)
        end.item->position->setCoords((end.place.left() - axes.left()) / axes.width(),
            (end.place.center().y() - axes.top()) / axes.height());
}

} // namespace epsilonlab::ui
