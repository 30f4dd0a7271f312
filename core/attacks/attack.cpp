// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/attack.h"

#include "api/error.h"

#include <algorithm>

namespace epsilonlab {

#define EPSILONLAB_ATTACK(function) Attack function();
#include "attacks/attacks.def"
#undef EPSILONLAB_ATTACK

namespace {

/// A range for a norm that the attack does not offer would mislead whoever reads its help.
Attack withOwnRanges(Attack attack)
{
    std::vector<ParameterSpec>& all = attack.info.parameters;
    for (ParameterSpec& spec : all) {
        const auto decides = std::find_if(
            all.begin(), all.end(), [&spec](const ParameterSpec& s) { return s.id == spec.rangeOf; });
        if (decides == all.end())
            continue;
        const std::vector<std::string>& words = decides->choices;
        std::erase_if(spec.ranges, [&words](const WordRange& range) {
            return std::find(words.begin(), words.end(), range.word) == words.end();
        });
        const auto largest = std::max_element(spec.ranges.begin(), spec.ranges.end(),
            [](const WordRange& a, const WordRange& b) { return a.maximum < b.maximum; });
        if (largest != spec.ranges.end())
            spec.maximum = largest->maximum;
    }
    return attack;
}

} // namespace

const std::vector<Attack>& allAttacks()
{
    static const std::vector<Attack> list{
#define EPSILONLAB_ATTACK(function) withOwnRanges(function()),
#include "attacks/attacks.def"
#undef EPSILONLAB_ATTACK
    };
    return list;
}

const Attack& attackById(const std::string& id)
{
    std::string known;
    for (const Attack& attack : allAttacks()) {
        if (attack.info.id == id)
            return attack;
        known += (known.empty() ? "" : ", ") + attack.info.id;
    }
    throw Error(ErrorCode::BadParameter, "There is no attack \"" + id + "\"; known are " + known + ".");
}

} // namespace epsilonlab
