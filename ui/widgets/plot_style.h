// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <functional>
#include <vector>

class QPainter;
class QRectF;

namespace epsilonlab::ui {

/// Colours by meaning, so that a plot follows the theme.
enum class PlotColour { Clean, Adversarial, Target, Truth, Text, Run1, Run2, Run3, Run4, Run5, Run6 };
enum class PlotLine { Solid, Dashed, Dotted, DashDot, LongDashed };
enum class PlotMarker { None, Disc, Square, Diamond, Triangle, Circle };

struct PlotCurve
{
    QString name; ///< legend text, with n, attack and epsilon where it is an accuracy
    PlotColour colour = PlotColour::Clean;
    PlotLine line = PlotLine::Solid;
    PlotMarker marker = PlotMarker::None;
    bool isSmoothed = false; ///< follows setSmoothing(), with the raw values behind it
    bool areMarkersThinned = false; ///< a dozen along the line where there are many points
    QString endLabel{}; ///< stands at the end of the line; then the curve is not in the legend
    std::function<QString(std::size_t)> nameAt{}; ///< of one point in the read-out; empty: the name
};

/// A short piece of such a line, for lists beside a plot.
void drawCurveSample(QPainter& painter, const QRectF& place, const PlotCurve& curve);

/// Where flags would cover each other, the later kind in this list is drawn.
enum class PlotFlag { Note, Change, Alarm };

struct PlotAxis
{
    QString title; ///< with its unit
    bool isFixed = false; ///< shows low to high while following; otherwise what the data need
    double low = 0.0, high = 1.0;
    std::function<QString(double)> valueText; ///< for the read-out; empty: three significant digits
    bool isLabelled = true; ///< false: the title is only for the read-out
    bool isWhole = false; ///< counts something: no numbers between the whole ones
};

struct PlotBand
{
    std::vector<double> x, low, high;
};

} // namespace epsilonlab::ui
