// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/momentum.h"
#include "attacks/specs.h"

namespace epsilonlab {

std::vector<ParameterSpec> momentumParameters()
{
    ParameterSpec stepSize = specs::stepSize(0.0);
    stepSize.help = "How far each step goes, in the chosen norm. 0 chooses epsilon / 10.";
    stepSize.zeroMeans = "automatic: epsilon / 10";
    return {specs::norm(), specs::epsilon(0.3), specs::steps(20), stepSize,
        {"decay", "Decay", "", ParameterKind::Real, 1.0, 0.0, 1.0, {},
            "How much of the earlier gradients stays in each step: 1 keeps them all, 0 forgets them.",
            "no momentum: BIM"},
        specs::target(), specs::keep("last")};
}

AscentOptions momentumOptions(const ParameterSet& values)
{
    AscentOptions options = AscentOptions::from(values);
    if (realValue(values, "step-size") == 0.0)
        options.stepSize = options.threat.epsilon / 10.0;
    options.hasMomentum = true;
    options.decay = realValue(values, "decay");
    return options;
}

} // namespace epsilonlab
