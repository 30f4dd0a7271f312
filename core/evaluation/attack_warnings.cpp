// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/attack_warnings.h"

#include "evaluation/warning_limits.h"

#include <utility>

namespace epsilonlab {

namespace {

// 10 steps of 0.01 cannot reach the edge of a ball of 0.3: the attack then tests a smaller epsilon than it
// says.
bool isTooShort(const ParameterSet& values)
{
    if (!values.contains("steps") || !values.contains("step-size"))
        return false;
    const double reach = realValue(values, "step-size") * static_cast<double>(integerValue(values, "steps"));
    return reach > 0.0 && reach < realValue(values, "epsilon") * (1.0 - 1e-9);
}

constexpr double kLossShare = 0.01; // 1 point

std::int64_t brokenBy(const AttackCounts& counts, const std::string& id)
{
    for (const ComponentCounts& component : counts.components)
        if (component.id == id)
            return component.broken;
    return 0;
}

std::string share(std::int64_t part, std::int64_t n)
{
    return std::to_string(part) + " of " + std::to_string(n) + (n == 1 ? " image" : " images");
}

// Each component sees only what those before it left, so these are images that the others missed.
void addEnsembleWarnings(const AttackCounts& counts, std::vector<Warning>& warnings)
{
    const auto points = [&](double of) { return of * static_cast<double>(counts.n); };
    const std::int64_t square = brokenBy(counts, "square");
    if (static_cast<double>(square) > points(kBlackBoxShare))
        warnings.push_back({"black-box-stronger",
            "Square, which uses no gradients, broke " + share(square, counts.n)
                + " that the attacks with gradients had left. That can mean that this network's gradients mislead, or only that a "
                  "different search found what these had missed; either way a stronger attack may find more. Run square with more "
                  "queries and restarts, or an attack made for this network."});
    const std::int64_t margin = brokenBy(counts, "apgd-t");
    if (static_cast<double>(margin) > points(kLossShare))
        warnings.push_back({"losses-disagree",
            "The margin loss (apgd-t) broke " + share(margin, counts.n)
                + " that the cross-entropy (apgd-ce) had left, with up to nine times its steps. Attacks on the cross-entropy alone, "
                  "PGD among them, may make this network look more robust than it is."});
    if (counts.successes >= kLeastSuccesses
        && static_cast<double>(counts.noiseSuccesses) >= kNoiseShare * static_cast<double>(counts.successes))
        warnings.push_back({"noise-as-strong",
            "Random noise of the same size fooled " + std::to_string(counts.noiseSuccesses)
                + (counts.noiseSuccesses == 1 ? " image" : " images") + ", the attack "
                + std::to_string(counts.successes)
                + ". An attack should do much better than noise: at this epsilon the accuracy says little about attacks."});
}

bool usesDlr(const std::string& attackId)
{
    return attackId == "apgd-dlr" || attackId == "apgd-t" || attackId == "autoattack";
}

void addNetworkWarnings(const AttackCounts& counts, std::vector<Warning>& warnings)
{
    if (counts.looksLikeProbabilities)
        warnings.push_back({"probabilities",
            "The network's outputs are probabilities, not logits: none is negative and each image's sum is 1. Attacks see too "
            "small gradients through them. Use the network without its softmax."});
    const std::int64_t needed = counts.attackId == "apgd-dlr" ? 3 : 4;
    if (usesDlr(counts.attackId) && counts.classes > 0 && counts.classes < needed)
        warnings.push_back({"few-classes",
            "The DLR loss of " + counts.attackId + " needs " + std::to_string(needed)
                + " classes and the network has " + std::to_string(counts.classes)
                + "; the margin, not divided, took its place."});
}

} // namespace

std::vector<Warning> attackWarnings(const AttackCounts& counts, const ParameterSet& values)
{
    std::vector<Warning> warnings;
    if (isTooShort(values))
        warnings.push_back({"short-reach",
            "The steps together are " + parameterText(values.at("steps")) + " x "
                + parameterText(values.at("step-size")) + " long and cannot cross an epsilon of "
                + parameterText(values.at("epsilon"))
                + ", so the accuracy looks better than it is. Use step-size 0 (automatic) or more steps."});
    if (counts.zeroGradient > 0)
        warnings.push_back({"zero-gradient",
            "The gradient was exactly zero for " + std::to_string(counts.zeroGradient) + " of "
                + std::to_string(counts.attacked)
                + (counts.attacked == 1 ? " attacked image" : " attacked images")
                + ", so the attack could not move there. This is not robustness: try an attack without gradients."});
    addNetworkWarnings(counts, warnings);
    addEnsembleWarnings(counts, warnings);
    if (auto fewImages = fewImagesWarning(counts.n))
        warnings.push_back(std::move(*fewImages));
    return warnings;
}

std::optional<Warning> fewImagesWarning(std::int64_t n)
{
    constexpr std::int64_t kEnoughToLook = 100;
    if (n <= 0 || n >= kEnoughToLook)
        return std::nullopt;
    const std::string measured
        = n == 1 ? "Only 1 image was measured" : "Only " + std::to_string(n) + " images were measured";
    return Warning{"few-images", measured + "; the interval is wide. Use 1000 or more for a comparison."};
}

} // namespace epsilonlab
