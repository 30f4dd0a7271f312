// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/specs.h"

#include <algorithm>

namespace epsilonlab::specs {

namespace {

/// What a length in the norm can be: no pixel moves by more than 1, so that all 784 together reach 28 =
/// sqrt(784) in l2 and 784 in l1.
ParameterSpec withNormRanges(ParameterSpec length)
{
    length.rangeOf = "norm";
    for (const std::string& word : normWithL1().choices)
        length.ranges.push_back({word, 0.0, word == "linf" ? 1.0 : word == "l2" ? 28.0 : 784.0});
    for (const WordRange& range : length.ranges)
        length.maximum = std::max(length.maximum, range.maximum);
    return length;
}

} // namespace

ParameterSpec norm()
{
    return {"norm", "Norm", "", ParameterKind::Choice, std::string("linf"), 0, 0, {"linf", "l2"},
        "How the size of the change is measured: the largest change of a pixel (linf) or the Euclidean length of all "
        "changes (l2).",
        ""};
}

ParameterSpec normWithL1()
{
    ParameterSpec spec = norm();
    spec.choices.push_back("l1");
    spec.help
        = "How the size of the change is measured: the largest change of a pixel (linf), the Euclidean length of all changes "
          "(l2) or their sum (l1).";
    return spec;
}

ParameterSpec l1Quantile()
{
    return {"l1-quantile", "L1 quantile", "", ParameterKind::Real, 0.99, 0.0, 0.9999, {},
        "With the norm l1 alone: the share of pixels that a step leaves alone; the others move equally far.",
        "all pixels move", "norm", {{"l1", 0.0, 0.9999}}};
}

ParameterSpec epsilon(double defaultValue)
{
    return withNormRanges({"epsilon", "Epsilon", "pixel units", ParameterKind::Real, defaultValue, 0.0, 1.0,
        {}, "The largest change allowed, in the chosen norm; pixels run from 0 to 1.", "no change at all"});
}

ParameterSpec successBound()
{
    return {"epsilon", "Success bound", "pixel units", ParameterKind::Real, 0.0, 0.0, 784.0, {},
        "The attack looks for the nearest image that fools the network, whatever its distance. Farther than this bound it does "
        "not count as a success.",
        "no bound: every distance counts"};
}

ParameterSpec steps(std::int64_t defaultValue)
{
    return {"steps", "Steps", "steps", ParameterKind::Integer, defaultValue, 1, 10000, {},
        "How many gradients are followed, one after the other. More is stronger and slower.", ""};
}

ParameterSpec stepSize(double defaultValue)
{
    return withNormRanges({"step-size", "Step size", "pixel units", ParameterKind::Real, defaultValue, 0.0,
        1.0, {},
        "How far each step goes, in the chosen norm. 0 chooses 2.5 epsilon / steps, so that the edge can be reached.",
        "automatic: 2.5 epsilon / steps"});
}

ParameterSpec restarts()
{
    return {"restarts", "Restarts", "runs", ParameterKind::Integer, std::int64_t{1}, 1, 1000, {},
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

} // namespace epsilonlab::specs
