// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/attack.h"

#include "api/error.h"

namespace epsilonlab {

#define EPSILONLAB_ATTACK(function) Attack function();
#include "attacks/attacks.def"
#undef EPSILONLAB_ATTACK

const std::vector<Attack>& allAttacks()
{
    static const std::vector<Attack> list {
#define EPSILONLAB_ATTACK(function) function(),
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

namespace specs {

ParameterSpec norm()
{
    return {"norm", "Norm", "", ParameterKind::Choice, std::string("linf"), 0, 0, {"linf", "l2"},
        "How the size of the change is measured: the largest change of a pixel (linf) or the Euclidean length of all "
        "changes (l2).",
        ""};
}

ParameterSpec epsilon(double defaultValue)
{
    return {"epsilon", "Epsilon", "pixel units", ParameterKind::Real, defaultValue, 0.0, 28.0, {},
        "The largest change allowed, in the chosen norm; pixels run from 0 to 1.", "no change at all"};
}

ParameterSpec steps(std::int64_t defaultValue)
{
    return {"steps", "Steps", "steps", ParameterKind::Integer, defaultValue, 1, 10000, {},
        "How many gradients are followed, one after the other. More is stronger and slower.", ""};
}

ParameterSpec stepSize(double defaultValue)
{
    return {"step-size", "Step size", "pixel units", ParameterKind::Real, defaultValue, 0.0, 28.0, {},
        "How far each step goes, in the chosen norm. 0 chooses 2.5 epsilon / steps, so that the edge can be reached.",
        "automatic: 2.5 epsilon / steps"};
}

ParameterSpec restarts()
{
    return {"restarts", "Restarts", "runs", ParameterKind::Integer, std::int64_t {1}, 1, 1000, {},
        "How often the attack runs on the images that still hold. Only useful with a random start.", ""};
}

ParameterSpec randomStart()
{
    return {"random-start", "Random start", "", ParameterKind::Boolean, true, 0, 1, {},
        "Start at a random point of the allowed region instead of the image itself.", ""};
}

ParameterSpec target()
{
    return {"target", "Target", "", ParameterKind::Target, std::string("none"), 0, 0, {},
        "The class the network should say: none (any wrong class will do), random, least-likely, second, or a class "
        "number.",
        ""};
}

ParameterSpec keep(const std::string& defaultValue)
{
    return {"keep", "Keep", "", ParameterKind::Choice, defaultValue, 0, 0, {"best", "last"},
        "Which point of the path is the result: the last one or, where that one fails, an earlier one that fooled the "
        "network (best).",
        ""};
}

} // namespace specs

} // namespace epsilonlab
