// SPDX-License-Identifier: GPL-3.0-or-later
// What happened at one x: flags on the axis.
#include "widgets/plot_panel_flag.h"
#include "widgets/plot_panel_impl.h"

#include <algorithm>

namespace epsilonlab::ui {

void PlotPanel::addFlag(double x, const QString& text, PlotFlag kind)
{
    m_impl->flags.push_back({new PlotFlagItem(m_impl->plot, x, kind), x, text, kind});
    m_impl->applyTheme();
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

void PlotPanel::Impl::colourFlags(const theme::Palette& palette)
{
    for (auto& flag : flags)
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
