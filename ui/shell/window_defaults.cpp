// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_defaults.h"

#include "api/catalogue.h"

#include <cstdint>

namespace epsilonlab::ui {

namespace {

// Iterative attacks take this many steps unless told otherwise: final pictures within 80 ms.
constexpr std::int64_t kSteps = 20;
// A universal perturbation is made from this many images of the data set: seconds, not minutes.
constexpr std::int64_t kCraftImages = 100;
constexpr std::int64_t kSearchSteps = 60;
constexpr double kSearchRate = 0.1;

} // namespace

ParameterSet windowDefaults(const std::string& attackId)
{
    const AttackInfo& info = catalogue::attack(attackId);
    ParameterSet values = defaultsOf(info.parameters);
    if (info.group == AttackGroup::Iterative) {
        if (values.contains("steps"))
            values["steps"] = kSteps;
        if (values.contains("step-size"))
            values["step-size"] = 0.0;
    }
    if (values.contains("craft-images"))
        values["craft-images"] = kCraftImages;
    if (info.group == AttackGroup::MinimalNorm && values.contains("epsilon"))
        values["epsilon"] = 0.0; // no bound: the distance that is found is the answer
    // A search of minutes is nothing for a picture under the finger; larger steps make up for most of what
    // fewer give away.
    if (info.group == AttackGroup::MinimalNorm && values.contains("lr")) {
        values["steps"] = kSearchSteps;
        values["lr"] = kSearchRate;
    }
    return values;
}

} // namespace epsilonlab::ui
