// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pins.h"

#include <algorithm>

namespace epsilonlab::ui {

void Pins::set(const std::vector<PinnedFigure>& figures)
{
    if (figures == m_figures)
        return;
    m_figures = figures;
    Q_EMIT changed();
}

void Pins::add(const std::vector<PinnedFigure>& figures)
{
    std::vector<PinnedFigure> all = m_figures;
    for (const PinnedFigure& figure : figures)
        if (all.size() < sessions::kMostFigures && std::find(all.begin(), all.end(), figure) == all.end())
            all.push_back(figure);
    set(all);
}

} // namespace epsilonlab::ui
