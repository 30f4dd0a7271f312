// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_panel_impl.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

PlotPanel::PlotPanel(const QString& name, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(name);
    setMinimumSize(160, 100);
    m_impl = std::make_unique<Impl>(this);
    m_impl->plot->setObjectName(name + "Canvas");
    m_impl->plot->setAccessibleName(tr("Plot"));
    m_impl->chip->setObjectName(name + "FollowButton");
    m_impl->chip->setAccessibleName(tr("Follow the data again"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_impl->plot);
}

PlotPanel::~PlotPanel() = default;

/// As many names in a line as fit whole.
void PlotPanel::Impl::wrapLegend(int width, const QFont& font)
{
    const QFontMetrics metrics(font);
    int widest = 1;
    for (const auto& curve : curves)
        widest = std::max(widest, metrics.horizontalAdvance(curve.style.name));
    const int cell = widest + plot->legend->iconSize().width() + plot->legend->iconTextPadding() + 16;
    const int wrap = std::clamp(width / cell, 1, std::max(1, static_cast<int>(curves.size())));
    if (wrap == plot->legend->wrap())
        return;
    plot->legend->setWrap(wrap);
    plot->legend->setFillOrder(QCPLegend::foColumnsFirst, true); // arranges anew
}

void PlotPanel::setEmptyText(const QString& text)
{
    m_impl->emptyWords = text;
    setAccessibleDescription(text);
    m_impl->wrapEmptyText();
    m_impl->schedule();
}

void PlotPanel::setExampleMark(const QString& mark)
{
    m_impl->isExample = !mark.isEmpty();
    m_impl->exampleText->setText(mark);
    m_impl->applyTheme();
}

void PlotPanel::setChanceLine(double y, const QString& text)
{
    m_impl->chanceLine->point1->setCoords(0.0, y);
    m_impl->chanceLine->point2->setCoords(1.0, y);
    m_impl->chanceText->setText(text);
    m_impl->chanceText->position->setCoords(0.97, y); // beside it the newest flag may hang
    m_impl->chanceLine->setVisible(std::isfinite(y));
    m_impl->chanceText->setVisible(std::isfinite(y));
    m_impl->schedule();
}

int PlotPanel::addCurve(const PlotCurve& style)
{
    PlotCurveData curve;
    curve.style = style;
    for (QCPGraph** graph : {&curve.low, &curve.high, &curve.raw, &curve.line})
        *graph = m_impl->plot->addGraph();
    curve.low->setPen(Qt::NoPen);
    curve.high->setPen(Qt::NoPen);
    curve.high->setChannelFillGraph(curve.low);
    curve.line->setName(style.name);
    if (style.endLabel.isEmpty())
        curve.line->addToLegend();
    else
        m_impl->makeEndLabel(curve);
    m_impl->curves.push_back(curve);
    m_impl->applyTheme();
    return static_cast<int>(m_impl->curves.size()) - 1;
}

void PlotPanel::setCurveName(int curve, const QString& name)
{
    auto& which = m_impl->curves.at(static_cast<std::size_t>(curve));
    which.style.name = name;
    which.line->setName(name);
    m_impl->schedule();
}

QString PlotPanel::curveName(int curve) const
{
    return m_impl->curves.at(static_cast<std::size_t>(curve)).style.name;
}

void PlotPanel::append(int curve, double x, double y)
{
    auto& points = m_impl->curves.at(static_cast<std::size_t>(curve)).data;
    points.x.push_back(x);
    points.y.push_back(y);
    m_impl->schedule();
}

void PlotPanel::setSeries(int curve, PlotSeries series)
{
    m_impl->curves.at(static_cast<std::size_t>(curve)).data = std::move(series);
    m_impl->schedule();
}

void PlotPanel::setBand(int curve, PlotBand band)
{
    m_impl->curves.at(static_cast<std::size_t>(curve)).band = std::move(band);
    m_impl->schedule();
}

void PlotPanel::extendX(double x)
{
    m_impl->extent.add(x);
    m_impl->schedule();
}

void PlotPanel::clearData()
{
    setExampleMark({});
    for (auto& curve : m_impl->curves) {
        curve.data = {};
        curve.band = {};
    }
    clearFlags();
    m_impl->extent = {};
    follow();
}

void PlotPanel::setSmoothing(double weight)
{
    m_impl->smoothing = std::clamp(weight, 0.0, 0.999);
    m_impl->schedule();
}

bool PlotPanel::isFollowing() const
{
    return m_impl->isFollowing;
}

void PlotPanel::follow()
{
    const bool wasFollowing = std::exchange(m_impl->isFollowing, true);
    m_impl->chip->hide();
    m_impl->schedule();
    if (!wasFollowing)
        Q_EMIT followingChanged(true);
}

QPair<double, double> PlotPanel::xView() const
{
    const QCPRange range = m_impl->plot->xAxis->range();
    return {range.lower, range.upper};
}

QPair<double, double> PlotPanel::yView() const
{
    const QCPRange range = m_impl->plot->yAxis->range();
    return {range.lower, range.upper};
}

void PlotPanel::setXView(double low, double high)
{
    m_impl->isFollowing = false;
    m_impl->setRange(m_impl->plot->xAxis, low, high);
    m_impl->schedule();
}

const PlotSeries& PlotPanel::series(int curve) const
{
    return m_impl->curves.at(static_cast<std::size_t>(curve)).data;
}

std::size_t PlotPanel::shownPoints(int curve) const
{
    return static_cast<std::size_t>(m_impl->curves.at(static_cast<std::size_t>(curve)).line->dataCount());
}

void PlotPanel::drawNow()
{
    m_impl->throttle.stop();
    m_impl->rebuild();
    m_impl->plot->replot(QCustomPlot::rpImmediateRefresh);
}

int PlotPanel::replots() const
{
    return m_impl->replots;
}

void PlotPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // A tab that is only shown again has its picture still; to draw two plots anew, twice each, took 50 ms of
    // this thread.
    if (m_impl->replots == 0 || devicePixelRatioF() != m_impl->plot->bufferDevicePixelRatio()) {
        m_impl->plot->setBufferDevicePixelRatio(devicePixelRatioF());
        m_impl->applyTheme();
    }
    if (!m_impl->isDirty)
        return;
    m_impl->throttle.stop();
    m_impl->rebuild();
}

void PlotPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_impl->wrapLegend(width(), font());
    m_impl->wrapEmptyText();
    m_impl->placeChip();
}

bool PlotPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (!m_impl) // the plot is being made
        return false;
    if (event->type() == QEvent::Leave)
        m_impl->hideCursor();
    if (watched == m_impl->plot && m_impl->isMenuEvent(event))
        return true;
    return QWidget::eventFilter(watched, event);
}

} // namespace epsilonlab::ui
