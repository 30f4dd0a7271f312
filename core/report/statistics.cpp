// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/results.h"

#include <algorithm>
#include <cmath>

namespace epsilonlab {

Interval wilsonInterval(std::int64_t successes, std::int64_t n)
{
    if (n <= 0)
        return {0.0, 1.0};
    constexpr double kZ = 1.959963984540054; // 97.5 % quantile of the normal distribution
    const double count = static_cast<double>(n);
    const double share = static_cast<double>(successes) / count;
    const double z2 = kZ * kZ;
    const double centre = share + z2 / (2.0 * count);
    const double half = kZ * std::sqrt(share * (1.0 - share) / count + z2 / (4.0 * count * count));
    const double scale = 1.0 + z2 / count;
    // At 0 and n the formula gives the end exactly; rounding must not push it past.
    const double low = successes <= 0 ? 0.0 : std::max(0.0, (centre - half) / scale);
    const double high = successes >= n ? 1.0 : std::min(1.0, (centre + half) / scale);
    return {low, high};
}

double distanceIn(const std::string& norm, const Distances& distances)
{
    if (norm == "l2")
        return distances.l2;
    if (norm == "l1")
        return distances.l1;
    return norm == "l0" ? static_cast<double>(distances.l0) : distances.linf;
}

const char* verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Held: return "HELD";
    case Verdict::Fooled: return "FOOLED";
    case Verdict::AlreadyWrong: return "ALREADY WRONG";
    case Verdict::TargetHit: return "TARGET HIT";
    case Verdict::TargetMissed: return "MISSED";
    }
    return "";
}

} // namespace epsilonlab
