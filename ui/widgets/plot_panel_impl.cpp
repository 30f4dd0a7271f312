// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_panel_impl.h"

#include "theme/theme.h"

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr std::size_t kMaximumPoints = 5000; // a thick antialiased line of more costs tens of milliseconds a
                                             // picture
constexpr int kMsBetweenReplots = 33;
constexpr int kTickPixels = 24; // a number and its distance to the next
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

QVector<double> toVector(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

} // namespace

PlotPanel::Impl::Impl(PlotPanel* owner)
    : panel(owner)
    , plot(new QCustomPlot(owner))
    , chip(new QToolButton(owner))
{
    plot->setAutoAddPlottableToLegend(false);
    plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot->setNoAntialiasingOnDrag(true);
    plot->installEventFilter(owner);
    // The legend gets a row of its own: inside the axes it would hide what it names.
    plot->axisRect()->insetLayout()->take(plot->legend);
    plot->plotLayout()->insertRow(0);
    plot->plotLayout()->addElement(0, 0, plot->legend);
    plot->plotLayout()->setRowStretchFactor(0, 0.001);
    plot->plotLayout()->setRowSpacing(0);
    plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot->legend->setBorderPen(Qt::NoPen);
    plot->legend->setVisible(true);
    chip->setText(PlotPanel::tr("⤢ following off"));
    chip->setToolTip(PlotPanel::tr(
        "The view stays where you zoomed. Click here or double-click the plot to follow again."));
    chip->hide();
    throttle.setSingleShot(true);
    throttle.setInterval(kMsBetweenReplots);
    createItems();
    connectPlot();
    applyTheme();
}

void PlotPanel::Impl::createItems()
{
    plot->addLayer("notes", plot->layer("grid"), QCustomPlot::limAbove);
    plot->addLayer("alarms", plot->layer("axes"), QCustomPlot::limAbove);
    plot->addLayer("cursor");
    plot->layer("cursor")->setMode(QCPLayer::lmBuffered);
    emptyText = new QCPItemText(plot);
    emptyText->position->setType(QCPItemPosition::ptAxisRectRatio);
    emptyText->position->setCoords(0.5, 0.5);
    emptyText->setPadding(QMargins(8, 4, 8, 4));
    exampleText = new QCPItemText(plot);
    exampleText->position->setType(QCPItemPosition::ptAxisRectRatio);
    exampleText->position->setCoords(0.99, 0.5);
    exampleText->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
    exampleText->setVisible(false);
    chanceLine = new QCPItemStraightLine(plot);
    chanceText = new QCPItemText(plot);
    chanceText->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    chanceText->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    chanceLine->setVisible(false);
    chanceText->setVisible(false);
    mark = new QCPItemStraightLine(plot);
    cursor = new QCPItemStraightLine(plot);
    for (QCPItemPosition* point : {mark->point1, mark->point2, cursor->point1, cursor->point2})
        point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    readout = new QCPItemText(plot);
    readout->position->setType(QCPItemPosition::ptAbsolute);
    readout->setPositionAlignment(Qt::AlignTop | Qt::AlignLeft);
    readout->setTextAlignment(Qt::AlignLeft);
    readout->setClipToAxisRect(false);
    for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{mark, cursor, readout}) {
        item->setLayer("cursor");
        item->setVisible(false);
    }
}

void PlotPanel::Impl::connectPlot()
{
    QObject::connect(&throttle, &QTimer::timeout, panel, [this] { rebuild(); });
    QObject::connect(chip, &QToolButton::clicked, panel, &PlotPanel::follow);
    QObject::connect(theme::notifier(), &theme::Notifier::changed, panel, [this] { applyTheme(); });
    QObject::connect(plot, &QCustomPlot::mouseDoubleClick, panel, &PlotPanel::follow);
    QObject::connect(plot, &QCustomPlot::afterLayout, panel, [this] { onLayout(); });
    QObject::connect(plot, &QCustomPlot::afterReplot, panel, [this] { ++replots; });
    QObject::connect(
        plot, &QCustomPlot::mouseMove, panel, [this](QMouseEvent* event) { showCursor(event->pos()); });
    QObject::connect(plot, &QCustomPlot::mousePress, panel, [this](QMouseEvent* event) {
        plot->setSelectionRectMode(event->button() == Qt::RightButton ? QCP::srmZoom : QCP::srmNone);
    });
    QObject::connect(plot, &QCustomPlot::mouseWheel, panel, [this](QWheelEvent* event) {
        const bool isY = event->modifiers().testFlag(Qt::ShiftModifier);
        plot->axisRect()->setRangeZoom(isY ? Qt::Vertical : Qt::Horizontal);
    });
    for (QCPAxis* axis : {plot->xAxis, plot->yAxis})
        QObject::connect(
            axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), panel, [this] { stopFollowing(); });
}

/// What stands at places of the axes, once these are known.
void PlotPanel::Impl::onLayout()
{
    placeLeftEdge();
    thinFlags();
    placeEndLabels();
    placeCursor();
}

void PlotPanel::Impl::schedule()
{
    isDirty = true;
    if (panel->isVisible() && !throttle.isActive())
        throttle.start();
}

void PlotPanel::Impl::rebuild()
{
    if (!panel->isVisible())
        return;
    isDirty = false;
    if (isFollowing)
        followData();
    const bool isEmpty
        = std::all_of(curves.begin(), curves.end(), [](const PlotCurveData& c) { return c.data.x.empty(); });
    for (auto& curve : curves)
        fill(curve);
    // Five numbers, the library's choice, would stand on each other in a low plot.
    plot->yAxis->ticker()->setTickCount(std::clamp(plot->axisRect()->height() / kTickPixels, 2, 5));
    const bool hasRoom = QFontMetrics(panel->font()).horizontalAdvance(y.title) <= plot->axisRect()->height();
    plot->yAxis->setLabel(y.isLabelled && hasRoom ? y.title : QString()); // upwards; the read-out and the
                                                                          // curves' names say it too
    emptyText->setVisible(isEmpty || isExample);
    exampleText->setVisible(!isEmpty && isExample);
    plot->legend->setVisible(!isEmpty && plot->legend->itemCount() > 0);
    if (plot->legend->itemCount() == 0) // nothing in it would leave the axes below it no width either
        plot->legend->setMaximumSize(QWIDGETSIZE_MAX / 2, QWIDGETSIZE_MAX);
    makeRoomForEnds();
    wrapLegend(panel->width(), panel->font());
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotPanel::Impl::fill(PlotCurveData& curve)
{
    const QCPRange view = plot->xAxis->range();
    const bool isSmoothed = isDrawnSmoothed(curve);
    auto draw = [&](QCPGraph* graph, const std::vector<double>& xs, const std::vector<double>& ys) {
        auto part = decimated({xs, ys}, view.lower, view.upper, kMaximumPoints);
        if (isLogY)
            std::replace_if(
                part.y.begin(), part.y.end(), [](double value) { return !(value > 0.0); }, kNone);
        graph->setData(toVector(part.x), toVector(part.y), true);
    };
    draw(curve.line, curve.data.x, isSmoothed ? smoothed(curve.data.y, smoothing) : curve.data.y);
    draw(
        curve.raw, curve.data.x, isSmoothed ? curve.data.y : std::vector<double>(curve.data.y.size(), kNone));
    draw(curve.low, curve.band.x, curve.band.low);
    draw(curve.high, curve.band.x, curve.band.high);
    constexpr int kManyPoints = 40, kMarkersOfMany = 12;
    const int points = curve.line->dataCount();
    curve.line->setScatterSkip(
        curve.style.areMarkersThinned && points > kManyPoints ? points / kMarkersOfMany : 0);
}

void PlotPanel::Impl::followData()
{
    PlotExtent xs = extent;
    PlotExtent ys;
    for (const auto& curve : curves) {
        if (!curve.data.x.empty()) {
            xs.add(curve.data.x.front());
            xs.add(curve.data.x.back());
        }
        for (const auto* values : {&curve.data.y, &curve.band.low, &curve.band.high})
            for (const double value : *values)
                if (!isLogY || value > 0.0)
                    ys.add(value);
    }
    if (x.isFixed || xs.isEmpty())
        xs = {x.low, x.high};
    if (y.isFixed || ys.isEmpty()) {
        ys = {y.low, y.high};
    } else if (isLogY) {
        ys = {ys.low / 1.2, ys.high * 1.2};
    } else {
        const double margin = 0.05 * (ys.high > ys.low ? ys.high - ys.low : std::max(std::abs(ys.high), 1.0));
        ys = {ys.low >= 0.0 ? std::max(0.0, ys.low - margin) : ys.low - margin, ys.high + margin};
    }
    setRange(plot->xAxis, xs.low, xs.high > xs.low ? xs.high : xs.low + 1.0);
    setRange(plot->yAxis, isLogY ? std::max(ys.low, 1e-12) : ys.low, ys.high);
}

void PlotPanel::Impl::setRange(QCPAxis* axis, double low, double high)
{
    isOwnChange = true;
    axis->setRange(low, high);
    isOwnChange = false;
}

void PlotPanel::Impl::stopFollowing()
{
    if (isOwnChange)
        return;
    const bool wasFollowing = std::exchange(isFollowing, false);
    chip->show();
    placeChip();
    schedule();
    const QCPRange view = plot->xAxis->range();
    Q_EMIT panel->xViewChanged(view.lower, view.upper);
    if (wasFollowing)
        Q_EMIT panel->followingChanged(false);
}

void PlotPanel::Impl::placeChip()
{
    chip->adjustSize();
    const QRect axes = plot->axisRect()->rect();
    chip->move(axes.right() - chip->width() - 8, axes.top() + 8);
    chip->raise();
}

} // namespace epsilonlab::ui
