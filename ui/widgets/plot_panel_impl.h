// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The inside of PlotPanel. qcustomplot.h does not compile without Qt's keywords, so only plot_panel*.cpp sees
// this file.

#include "widgets/plot_panel.h"

#include <qcustomplot.h>

#include <QPointer>
#include <QTimer>
#include <QToolButton>

#include <cmath>
#include <limits>

namespace epsilonlab::ui {

class PlotFlagItem;

/// Lowest and highest of what was offered to it.
struct PlotExtent
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value)
    {
        if (!std::isfinite(value))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool isEmpty() const { return low > high; }
};

struct PlotCurveData
{
    PlotCurve style;
    PlotSeries data;
    PlotBand band;
    QCPGraph *low = nullptr, *high = nullptr, *raw = nullptr, *line = nullptr;
    QCPItemText* end = nullptr; ///< of a curve with an endLabel
};

struct PlotFlagData
{
    PlotFlagItem* item = nullptr;
    double x = 0.0;
    QString text;
    PlotFlag kind = PlotFlag::Note;
};

struct PlotPanel::Impl
{
    explicit Impl(PlotPanel* panel);
    void createItems();
    void connectPlot();
    void applyTheme();
    void applyLook(const theme::Palette& palette, const QFont& font);
    void schedule();
    void rebuild();
    void fill(PlotCurveData& curve);
    void followData();
    void onLayout();
    void placeLeftEdge();
    int leftNeeded(const QFont& font) const;
    void thinFlags();
    static void colourFlag(const PlotFlagData& flag, const theme::Palette& palette);
    QStringList flagsAt(double at) const; ///< what the read-out says of them
    void setRange(QCPAxis* axis, double low, double high);
    void stopFollowing();
    void showCursor(const QPoint& position);
    void hideCursor();
    void placeCursor();
    bool isDrawnSmoothed(const PlotCurveData& curve) const
    {
        return curve.style.isSmoothed && smoothing > 0.0;
    }
    QString valueAt(const PlotCurveData& curve, std::size_t at) const; ///< for the read-out
    void placeReadout(const QString& text, QRect room);
    void placeChip();
    void wrapLegend(int width, const QFont& font);
    void wrapEmptyText();
    void makeEndLabel(PlotCurveData& curve);
    void makeRoomForEnds();
    void placeEndLabels();
    bool isMenuEvent(QEvent* event); ///< one that nobody else is to see
    void askForMenu(const QPoint& at);

    PlotPanel* panel;
    QCustomPlot* plot;
    QToolButton* chip;
    QTimer throttle;
    QCPItemText *emptyText = nullptr, *exampleText = nullptr, *chanceText = nullptr, *readout = nullptr;
    QString emptyWords; ///< of emptyText, on one line
    QCPItemStraightLine *chanceLine = nullptr, *cursor = nullptr, *mark = nullptr;
    PlotAxis x, y;
    QPointer<PlotPanel> aligned; ///< starts where this one does
    std::vector<PlotCurveData> curves;
    std::vector<PlotFlagData> flags;
    PlotExtent extent; // x that following shows besides the data
    double smoothing = 0.0;
    bool isFollowing = true, isOwnChange = false, isDirty = true, isLogY = false, isExample = false,
         hasEnds = false;
    int replots = 0;
    QPoint pressedAt; ///< the right button
    std::optional<QPoint> pointer; ///< while it is over the plot
};

} // namespace epsilonlab::ui
