// SPDX-License-Identifier: GPL-3.0-or-later
// How the axes of a plot are numbered, and how much room is around them.
#include "widgets/plot_panel_impl.h"

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

/// Whole numbers; a title that has no room below the axis stands before the 0.
class WholeTicker : public QCPAxisTickerFixed
{
public:
    explicit WholeTicker(QString title)
        : m_title(std::move(title))
    {
        setScaleStrategy(ssMultiples);
    }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override
    {
        const QString number = QCPAxisTickerFixed::getTickLabel(tick, locale, format, precision);
        return tick == 0.0 && !m_title.isEmpty() ? m_title + ' ' + number : number;
    }

private:
    QString m_title;
};

} // namespace

void PlotPanel::setXAxis(const PlotAxis& axis)
{
    m_impl->x = axis;
    m_impl->plot->xAxis->setLabel(axis.isLabelled ? axis.title : QString());
    if (axis.isWhole) {
        m_impl->plot->xAxis->setTicker(
            QSharedPointer<WholeTicker>::create(axis.isLabelled ? QString() : axis.title));
        m_impl->plot->xAxis->setSubTicks(false);
    }
    m_impl->schedule();
}

void PlotPanel::setCompact()
{
    constexpr int kEdge = 4, kHalfNumber = 14, kShortLine = 20;
    m_impl->plot->axisRect()->setMinimumMargins(QMargins(0, kEdge, kHalfNumber, 0));
    m_impl->plot->legend->setIconSize(kShortLine, m_impl->plot->legend->iconSize().height());
    m_impl->plot->legend->setMargins(QMargins(kEdge, 0, kEdge, 0));
    setMinimumHeight(60);
}

void PlotPanel::setYAxis(const PlotAxis& axis)
{
    m_impl->y = axis;
    m_impl->plot->yAxis->setLabel(axis.isLabelled ? axis.title : QString());
    m_impl->schedule();
}

void PlotPanel::alignWith(PlotPanel& other)
{
    m_impl->aligned = &other;
    other.m_impl->aligned = this;
}

/// Numbers, and the title beside them.
int PlotPanel::Impl::leftNeeded(const QFont& font) const
{
    const QFontMetrics metrics(font);
    const QCPAxis& axis = *plot->yAxis;
    int widest = metrics.horizontalAdvance("0.0001"); // more than most: the edge moves seldom
    for (const QString& number : axis.tickVectorLabels())
        widest = std::max(widest, metrics.horizontalAdvance(number));
    const int title = metrics.height() + axis.labelPadding();
    return widest + title + axis.tickLabelPadding() + axis.tickLengthOut() + axis.padding();
}

/// The library's own margin would be another one in every plot. Set after a layout, as it depends on the
/// numbers that this one has chosen; nothing else depends on it but the plot below or above.
void PlotPanel::Impl::placeLeftEdge()
{
    const QFont font = plot->yAxis->tickLabelFont(); // on paper not the window's
    const int needed = std::max(leftNeeded(font), aligned ? aligned->m_impl->leftNeeded(font) : 0);
    QMargins margins = plot->axisRect()->margins();
    if (margins.left() == needed)
        return;
    margins.setLeft(needed);
    plot->axisRect()->setMargins(margins);
    if (aligned)
        aligned->m_impl->schedule();
}

void PlotPanel::setLogY(bool isLog)
{
    auto* axis = m_impl->plot->yAxis;
    m_impl->isLogY = isLog;
    axis->setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    const QSharedPointer<QCPAxisTicker> ticker(isLog ? new QCPAxisTickerLog : new QCPAxisTicker);
    axis->setTicker(ticker);
    follow();
}

} // namespace epsilonlab::ui
