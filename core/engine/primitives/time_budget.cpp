// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/time_budget.h"

namespace epsilonlab {

namespace {

constexpr double kShareToJudge = 0.1; // of the limit
constexpr int kMeasurementsToJudge = 3;

} // namespace

void TimeBudget::add(std::size_t parts, double seconds)
{
    const Measured now{seconds, static_cast<double>(parts)};
    m_all.seconds += now.seconds;
    m_all.parts += now.parts;
    if (now.each() > m_slowest.each())
        m_slowest = now;
    ++m_measurements;
}

double TimeBudget::excess(std::size_t left) const
{
    if (m_limit <= 0.0 || m_measurements < kMeasurementsToJudge || m_all.seconds < kShareToJudge * m_limit)
        return 0.0;
    const Measured usual{m_all.seconds - m_slowest.seconds, m_all.parts - m_slowest.parts};
    const double whole = m_all.seconds + usual.each() * static_cast<double>(left);
    return whole > m_limit ? whole : 0.0;
}

} // namespace epsilonlab
