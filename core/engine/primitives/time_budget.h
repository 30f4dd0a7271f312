// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace epsilonlab {

/// Tells whether work made of many parts will take longer than it may, from the parts that are done. The
/// slowest measurement is left out of the estimate: the first one of a program is many times slower than the
/// rest, and a machine that is busy for a moment says nothing either.
class TimeBudget
{
public:
    explicit TimeBudget(double limitSeconds) ///< 0: no limit
        : m_limit(limitSeconds)
    {
    }

    void add(std::size_t parts, double seconds); ///< these were done in that time; `parts` at least 1

    /// Seconds that the whole takes, about, if `left` parts are still to come and that is more than the
    /// limit; else 0. Always 0 before a tenth of the limit is spent or three measurements are there.
    double excess(std::size_t left) const;

private:
    struct Measured
    {
        double seconds = 0.0, parts = 0.0;

        double each() const { return parts > 0.0 ? seconds / parts : 0.0; }
    };

    double m_limit;
    Measured m_all, m_slowest;
    int m_measurements = 0;
};

} // namespace epsilonlab
