// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace epsilonlab {

double learningRateAt(const ParameterSet& recipe, double progress)
{
    constexpr double kPeak = 0.4;
    const double lr = realValue(recipe, "lr");
    const std::string schedule = textValue(recipe, "schedule");
    if (schedule == "step")
        return lr * (progress < 0.6 ? 1.0 : progress < 0.85 ? 0.1 : 0.01);
    if (schedule == "cosine")
        return lr * 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
    if (schedule == "cyclic")
        return lr * (progress < kPeak ? progress / kPeak : (1.0 - progress) / (1.0 - kPeak));
    return lr;
}

double epsilonAt(const ParameterSet& recipe, double progress)
{
    const double ramp = realValue(recipe, "epsilon-ramp");
    return realValue(recipe, "epsilon") * (ramp > 0.0 ? std::min(1.0, progress / ramp) : 1.0);
}

} // namespace epsilonlab
