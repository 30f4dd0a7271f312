// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/change_scale.h"

#include "api/catalogue.h"

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

double changescale::largestOf(const Image& change)
{
    float largest = 0.0F;
    for (float value : change.pixels)
        largest = std::max(largest, std::abs(value));
    return static_cast<double>(largest);
}

double changescale::limitOf(const PreviewRequest& request, const Image& change)
{
    const AttackInfo& info = catalogue::attack(request.attack.attackId);
    const ParameterSet& values = request.attack.values;
    const auto epsilon = values.find("epsilon");
    if (catalogue::normOf(info, values) != "linf" || info.bound != AttackBound::Ball
        || epsilon == values.end() || info.group == AttackGroup::MinimalNorm)
        return largestOf(change);
    return std::get<double>(epsilon->second);
}

} // namespace epsilonlab::ui
