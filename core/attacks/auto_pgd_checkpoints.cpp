// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/auto_pgd_checkpoints.h"

#include <algorithm>

namespace epsilonlab {

namespace {

std::int64_t share(double of, std::int64_t steps)
{
    return std::max<std::int64_t>(static_cast<std::int64_t>(of * static_cast<double>(steps)), 1);
}

} // namespace

AutoPgdCheckpoints::AutoPgdCheckpoints(std::int64_t steps)
    : m_length(share(0.22, steps))
    , m_decrease(share(0.03, steps))
    , m_shortest(share(0.06, steps))
{
}

bool AutoPgdCheckpoints::step()
{
    if (++m_done < m_length)
        return false;
    m_done = 0;
    m_length = std::max(m_length - m_decrease, m_shortest);
    return true;
}

} // namespace epsilonlab
