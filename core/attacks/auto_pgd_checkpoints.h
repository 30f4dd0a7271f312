// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace epsilonlab {

/// When Auto-PGD looks back (Croce and Hein 2020, arXiv:2003.01690, section 3.1): after 0.22 of the steps,
/// then after stretches that are 0.03 of them shorter each time, at least 0.06.
class AutoPgdCheckpoints
{
public:
    explicit AutoPgdCheckpoints(std::int64_t steps);

    std::int64_t length() const { return m_length; } ///< of the present stretch, in steps

    bool step(); ///< true at the end of a stretch; then the next one begins

private:
    std::int64_t m_length, m_decrease, m_shortest;
    std::int64_t m_done = 0;
};

} // namespace epsilonlab
