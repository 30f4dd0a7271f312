// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/time_budget.h"

#include <algorithm>

namespace epsilonlab {

namespace {

constexpr double kShareToJudge = 0.1; // of the limit
constexpr int kMeasurementsToJudge = 3;

} // namespace

void TimeBudget::add(std::size_t parts, double seconds)
{
    m_spent += seconds;
    m_fastest = std::min(m_fastest, seconds / static_cast<double>(parts));
    ++m_measurements;
}

double TimeBudget::excess(std::size_t left) const
{
    if (m_limit <= 0.0 || m_measurements < kMeasurementsToJudge || m_spent < kShareToJudge * m_limit)
        return 0.0;
    const double whole = m_spent + m_fastest * static_cast<double>(left);
    return whole > m_limit ? whole : 0.0;
}

} // namespace epsilonlab
