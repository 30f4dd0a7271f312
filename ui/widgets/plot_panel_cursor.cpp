// SPDX-License-Identifier: GPL-3.0-or-later
// What moves over a plot without drawing its curves again: the pointer's line and read-out, and the marked x.
#include "widgets/number_text.h"
#include "widgets/plot_panel_impl.h"

#include <QTextLayout>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kReadoutPadX = 6, kReadoutPadY = 4;

QString valueText(const PlotAxis& axis, double value)
{
    return axis.valueText ? axis.valueText(value) : text::significant(value);
}

/// No line longer than `width`; a text without spaces is broken too.
QString wrapped(const QString& text, const QFont& font, int width)
{
    QStringList lines;
    for (const QString& line : text.split('\n')) {
        QTextLayout layout(line, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine part = layout.createLine(); part.isValid(); part = layout.createLine()) {
            part.setLineWidth(width);
            lines << line.mid(part.textStart(), part.textLength()).trimmed();
        }
        layout.endLayout();
    }
    return lines.join('\n');
}

} // namespace

void PlotPanel::setMarkedX(std::optional<double> x)
{
    m_impl->mark->setVisible(x.has_value());
    if (x) {
        m_impl->mark->point1->setCoords(*x, 0.0);
        m_impl->mark->point2->setCoords(*x, 1.0);
    }
    if (isVisible() && !m_impl->isDirty)
        m_impl->plot->layer("cursor")->replot();
}

QString PlotPanel::readoutAt(double x) const
{
    if (m_impl->isExample)
        return {};
    QStringList lines;
    QString first;
    for (const auto& curve : m_impl->curves) {
        const std::size_t at = nearestPoint(curve.data, x);
        if (at >= curve.data.x.size())
            continue;
        const QString where = valueText(m_impl->x, curve.data.x[at]);
        if (lines.isEmpty())
            lines << tr("%1: %2").arg(m_impl->x.title, first = where);
        const QString value = m_impl->valueAt(curve, at);
        const QString name = curve.style.nameAt ? curve.style.nameAt(at) : curve.style.name;
        // A curve with fewer points than the first one answers from another place: it says from where.
        lines << (where == first ? tr("%1: %2").arg(name, value)
                                 : tr("%1: %2 (at %3 %4)").arg(name, value, m_impl->x.title, where));
    }
    lines << m_impl->flagsAt(x);
    return lines.join('\n');
}

/// Of a smoothed curve the number that was measured and the one that its line is drawn through.
QString PlotPanel::Impl::valueAt(const PlotCurveData& curve, std::size_t at) const
{
    const auto& values = curve.data.y;
    const QString raw = valueText(y, values[at]);
    if (!isDrawnSmoothed(curve))
        return raw;
    const std::vector<double> sofar(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    return PlotPanel::tr("%1 raw, %2 smoothed").arg(raw, valueText(y, smoothed(sofar, smoothing).back()));
}

void PlotPanel::Impl::showCursor(const QPoint& position)
{
    pointer = position;
    const bool wasVisible = cursor->visible();
    placeCursor();
    if (wasVisible || cursor->visible())
        plot->layer("cursor")->replot();
}

/// Also after every layout: what is under a pointer that rests changes with the axes.
void PlotPanel::Impl::placeCursor()
{
    const QRect axes = plot->axisRect()->rect();
    const bool isInside = pointer && axes.contains(*pointer);
    const double at = isInside ? plot->xAxis->pixelToCoord(pointer->x()) : 0.0;
    const QString text = isInside ? panel->readoutAt(at) : QString();
    cursor->setVisible(!text.isEmpty());
    readout->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    cursor->point1->setCoords(at, 0.0);
    cursor->point2->setCoords(at, 1.0);
    // Left of the button in the corner, where there is room.
    constexpr int kBeside = 4, kFewWords = 240;
    const int button = chip->isHidden() ? axes.right() : chip->x() - kBeside;
    placeReadout(
        text, button - axes.left() < kFewWords ? axes : QRect(axes.topLeft(), QPoint(button, axes.bottom())));
}

/// Beside the pointer's line and whole, which comes first: inside the axes from left to right, and inside the
/// plot from above to below, as the words of an alarm are many.
void PlotPanel::Impl::placeReadout(const QString& text, QRect room)
{
    const bool isLeft = pointer->x() < plot->axisRect()->center().x();
    const int top = room.top() + room.height() / 25;
    readout->setText(wrapped(text, readout->font(), room.width() - 2 * kReadoutPadX));
    readout->setPadding(QMargins(kReadoutPadX, kReadoutPadY, kReadoutPadX, kReadoutPadY));
    const QSize size
        = QFontMetrics(readout->font()).boundingRect(QRect(), Qt::TextDontClip, readout->text()).size()
        + QSize(2 * kReadoutPadX, 2 * kReadoutPadY);
    const int beside = isLeft ? pointer->x() : pointer->x() - size.width();
    readout->position->setCoords(std::max(room.left(), std::min(beside, room.right() - size.width())),
        std::max(0, std::min(top, plot->height() - size.height() - 3)));
}

void PlotPanel::Impl::hideCursor()
{
    pointer.reset();
    if (!cursor->visible())
        return;
    cursor->setVisible(false);
    readout->setVisible(false);
    plot->layer("cursor")->replot();
}

} // namespace epsilonlab::ui
