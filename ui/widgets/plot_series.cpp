// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace epsilonlab::ui {

namespace {

constexpr double kBreak = std::numeric_limits<double>::quiet_NaN();

struct Bucket
{
    std::size_t first = 0, last = 0, lowest = 0, highest = 0;
    bool hasValue = false, hasGap = false;
};

Bucket summarised(const PlotSeries& series, std::size_t begin, std::size_t end)
{
    Bucket bucket;
    for (std::size_t i = begin; i < end; ++i) {
        if (!std::isfinite(series.y[i])) {
            bucket.hasGap = true;
            continue;
        }
        if (!bucket.hasValue)
            bucket = {i, i, i, i, true, bucket.hasGap};
        bucket.last = i;
        if (series.y[i] < series.y[bucket.lowest])
            bucket.lowest = i;
        if (series.y[i] > series.y[bucket.highest])
            bucket.highest = i;
    }
    return bucket;
}

void appendPoint(PlotSeries& out, double x, double y)
{
    out.x.push_back(x);
    out.y.push_back(std::isfinite(y) ? y : kBreak);
}

void appendBucket(PlotSeries& out, const PlotSeries& series, const Bucket& bucket, std::size_t end)
{
    if (bucket.hasValue) {
        std::size_t kept[] = {bucket.first, bucket.lowest, bucket.highest, bucket.last};
        std::sort(std::begin(kept), std::end(kept));
        auto* stop = std::unique(std::begin(kept), std::end(kept));
        for (auto* i = kept; i != stop; ++i)
            appendPoint(out, series.x[*i], series.y[*i]);
    }
    if (bucket.hasGap)
        appendPoint(out, series.x[end - 1], kBreak);
}

} // namespace

PlotSeries decimated(const PlotSeries& series, double from, double to, std::size_t maximum)
{
    const auto size = series.x.size();
    auto begin = static_cast<std::size_t>(
        std::lower_bound(series.x.begin(), series.x.end(), from) - series.x.begin());
    auto end
        = static_cast<std::size_t>(std::upper_bound(series.x.begin(), series.x.end(), to) - series.x.begin());
    begin = begin > 0 ? begin - 1 : 0;
    end = std::max(std::min(end + 1, size), begin);

    PlotSeries out;
    if (end - begin <= maximum) {
        for (std::size_t i = begin; i < end; ++i)
            appendPoint(out, series.x[i], series.y[i]);
        return out;
    }
    constexpr std::size_t kPointsOfBucket = 5; // first, lowest, highest, last, gap
    const std::size_t buckets = std::max<std::size_t>(maximum / kPointsOfBucket, 1);
    for (std::size_t i = 0; i < buckets; ++i) {
        const std::size_t first = begin + (end - begin) * i / buckets;
        const std::size_t last = begin + (end - begin) * (i + 1) / buckets;
        appendBucket(out, series, summarised(series, first, last), last);
    }
    return out;
}

std::vector<double> smoothed(const std::vector<double>& values, double weight)
{
    const double w = std::clamp(weight, 0.0, 0.999);
    std::vector<double> out;
    out.reserve(values.size());
    double sum = 0.0;
    double bias = 1.0;
    for (const double value : values) {
        if (!std::isfinite(value)) {
            out.push_back(kBreak);
            continue;
        }
        sum = w * sum + (1.0 - w) * value;
        bias *= w;
        out.push_back(sum / (1.0 - bias));
    }
    return out;
}

std::size_t nearestPoint(const PlotSeries& series, double x)
{
    const auto size = series.x.size();
    const auto at
        = static_cast<std::size_t>(std::lower_bound(series.x.begin(), series.x.end(), x) - series.x.begin());
    std::size_t right = at;
    while (right < size && !std::isfinite(series.y[right]))
        ++right;
    std::size_t left = at;
    while (left > 0 && !std::isfinite(series.y[left - 1]))
        --left;
    if (left == 0)
        return right;
    if (right == size)
        return left - 1;
    return x - series.x[left - 1] <= series.x[right] - x ? left - 1 : right;
}

} // namespace epsilonlab::ui
