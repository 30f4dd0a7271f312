// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/alarms.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace epsilonlab {

bool isAlarm(const std::string& code)
{
    static constexpr std::array<std::string_view, 6> kAlarms{"nan", "constant-prediction", "plateau",
        "dead-gradients", "catastrophic-overfitting", "robust-overfitting"};
    return std::find(kAlarms.begin(), kAlarms.end(), code) != kAlarms.end();
}

} // namespace epsilonlab
