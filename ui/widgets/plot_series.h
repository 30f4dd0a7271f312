// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace epsilonlab::ui {

/// One line of a plot: x never falls, y may hold NaN where there is a gap. Both have the same length.
struct PlotSeries
{
    std::vector<double> x, y;
};

/// The part of `series` between `from` and `to` (with one neighbour on either side, so that lines reach the
/// edges) in at most `maximum` points. Every bucket keeps its first, lowest, highest and last value, so no
/// spike is lost, and one NaN if it has a gap. Infinities become NaN: they would break the range.
PlotSeries decimated(const PlotSeries& series, double from, double to, std::size_t maximum);

/// Exponential moving average without the pull to zero at the start (as in Adam): s_t / (1 - w^t). Weight 0
/// returns the values themselves; gaps stay gaps and are not averaged in.
std::vector<double> smoothed(const std::vector<double>& values, double weight);

/// Index of the point nearest to `x` that has a value; size() if there is none.
std::size_t nearestPoint(const PlotSeries& series, double x);

} // namespace epsilonlab::ui
