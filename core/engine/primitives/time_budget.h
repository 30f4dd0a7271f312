// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>

namespace epsilonlab {

/// Tells whether work made of many equal parts will take longer than it may, from the parts that are done. It
/// believes the fastest of them: the first one of a program is many times slower than the rest, and a machine
/// that is busy for a moment says nothing either.
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
    double m_limit;
    double m_spent = 0.0;
    double m_fastest = std::numeric_limits<double>::infinity(); // seconds for one part
    int m_measurements = 0;
};

} // namespace epsilonlab
