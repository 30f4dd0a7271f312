// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sentences.h"

#include "api/catalogue.h"
#include "api/export.h"

#include <algorithm>
#include <variant>

namespace epsilonlab {

namespace {
const AttackInfo* knownAttack(const std::string& id)
{
    const std::vector<AttackInfo>& attacks = catalogue::attacks();
    const auto found
        = std::find_if(attacks.begin(), attacks.end(), [&](const auto& a) { return a.id == id; });
    return found == attacks.end() ? nullptr : &*found;
}

std::string choice(const ParameterSet& values, const std::string& id)
{
    const auto found = values.find(id);
    const std::string* text = found == values.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text == nullptr ? std::string() : *text;
}

std::string classText(int classNumber, const std::vector<float>& probabilities)
{
    std::string text = std::to_string(classNumber);
    if (classNumber >= 0 && static_cast<std::size_t>(classNumber) < probabilities.size())
        text += " ("
            + probabilityText(static_cast<double>(probabilities[static_cast<std::size_t>(classNumber)]))
            + ")";
    return text;
}

std::string normIdOf(const AttackSettings& attack)
{
    const AttackInfo* known = knownAttack(attack.attackId);
    return known == nullptr ? choice(attack.values, "norm") : catalogue::normOf(*known, attack.values);
}

/// "At ε 0.150 (38.3/255), L∞, PGD" with the distance that was measured on the image.
std::string opening(const PreviewResult& result, const ModelPreview& model)
{
    const AttackSettings& attack = result.request.attack;
    const auto epsilon = attack.values.find("epsilon");
    const double* value = epsilon == attack.values.end() ? nullptr : std::get_if<double>(&epsilon->second);
    const double measured = distanceIn(normIdOf(attack), model.distances);
    const std::string norm = normTitle(attack);
    const AttackInfo* known = knownAttack(attack.attackId);
    const bool isUnbounded
        = known != nullptr && known->group == AttackGroup::MinimalNorm && value != nullptr && *value == 0.0;
    return (value == nullptr || isUnbounded ? "With " : "At \u03b5 " + epsilonText(*value) + ", with ")
        + attackTitle(attack.attackId) + " (" + norm + " distance " + fixedText(measured, 3) + "), "
        + model.modelName;
}

std::string outcome(const ModelPreview& model)
{
    const std::string before = classText(model.cleanClass, model.cleanProbabilities);
    const std::string now = classText(model.adversarialClass, model.adversarialProbabilities);
    switch (model.verdict) {
    case Verdict::Fooled: return " is fooled: it reads " + now + " instead of " + before + ".";
    case Verdict::Held: return " holds: it still reads " + now + ", before " + before + ".";
    case Verdict::TargetHit:
        return " is led to the target: it reads " + now + " as the attacker wanted, before " + before + ".";
    case Verdict::TargetMissed:
        return " is not led to the target " + std::to_string(model.target) + ": it reads " + now + ", before "
            + before + ".";
    case Verdict::AlreadyWrong: break;
    }
    return {};
}
}

std::string randomSentence(const ModelPreview& model)
{
    return "After the random change " + model.modelName + " reads "
        + classText(model.adversarialClass, model.adversarialProbabilities) + ", before "
        + classText(model.cleanClass, model.cleanProbabilities) + ".";
}

std::string attackTitle(const std::string& attackId)
{
    const AttackInfo* attack = knownAttack(attackId);
    return attack == nullptr ? attackId : attack->title;
}

std::string normTitle(const AttackSettings& attack)
{
    const std::string norm = normIdOf(attack);
    if (norm.empty() || norm == "linf")
        return "L\u221e";
    return norm == "l2" ? "L2" : norm == "l1" ? "L1" : norm == "l0" ? "L0" : norm;
}

std::string settingsText(const AttackSettings& attack)
{
    const AttackInfo* known = knownAttack(attack.attackId);
    std::string text;
    for (const auto& [id, value] : attack.values) {
        if (id == "epsilon")
            continue;
        std::string words = parameterText(value);
        if (known != nullptr && words == "0")
            for (const ParameterSpec& spec : known->parameters)
                if (spec.id == id && !spec.zeroMeans.empty())
                    words = spec.zeroMeans;
        text += (text.empty() ? "" : ", ") + id + " " + words;
    }
    return text + (text.empty() ? "" : ", ") + "seed " + std::to_string(attack.seed);
}

std::string countedAccuracy(std::int64_t correct, std::int64_t n)
{
    const double share = n > 0 ? static_cast<double>(correct) / static_cast<double>(n) : 0.0;
    return accuracyText(share, wilsonInterval(correct, n), n);
}

std::string curveSentence(const Curve& curve)
{
    if (curve.n == 0 || curve.points.empty())
        return curve.modelName + " under " + attackTitle(curve.attack.attackId) + ": not measured.";
    const auto worst = std::max_element(curve.points.begin(), curve.points.end(),
        [](const CurvePoint& a, const CurvePoint& b) { return a.epsilon < b.epsilon; });
    return curve.modelName + " reads " + countedAccuracy(curve.cleanCorrect, curve.n)
        + " of the clean images right. Under " + attackTitle(curve.attack.attackId) + " at \u03b5 "
        + epsilonText(worst->epsilon) + ", " + normTitle(curve.attack) + ", it is "
        + countedAccuracy(worst->correct, worst->n) + ".";
}

std::string previewSentence(const PreviewResult& result, std::size_t model)
{
    if (model >= result.models.size())
        return {};
    const ModelPreview& shown = result.models[model];
    std::string sentence;
    if (shown.verdict == Verdict::AlreadyWrong)
        sentence = shown.modelName + " misreads the clean image: it reads "
            + classText(shown.cleanClass, shown.cleanProbabilities) + " where " + std::to_string(shown.label)
            + " is right, so no attack can count as a success.";
    else
        sentence = opening(result, shown) + outcome(shown);
    if (shown.gradientIsZero)
        sentence
            += " The gradient is exactly zero on this image: the attack cannot move. This is not robustness.";
    if (result.tier == PreviewTier::Quick)
        sentence += " This is a preview by a cheaper attack.";
    if (shown.progress.state == Progress::State::Running)
        sentence += " The attack is still running: step " + std::to_string(shown.progress.step)
            + (shown.progress.steps > 0 ? " of " + std::to_string(shown.progress.steps) : std::string())
            + ".";
    if (shown.progress.state == Progress::State::Waiting)
        sentence += " Its attack has not begun: this is the clean image.";
    return sentence;
}

} // namespace epsilonlab
