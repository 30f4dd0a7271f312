// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/curve_checks.h"

#include "attacks/attack.h"
#include "evaluation/attack_warnings.h"
#include "evaluation/warning_limits.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

namespace epsilonlab {

namespace {

constexpr double kOnePoint = 0.01; // 1 point
constexpr double kHolds = 0.5; // of what is read right without an attack

/// A curve with what is asked of its attack.
struct Measured
{
    Curve& curve;
    const AttackInfo& info;
    std::string norm;

    bool isOf(AttackGroup group) const { return info.group == group; }
    bool isId(const char* id) const { return info.id == id; }

    /// Follows gradients for many steps, so that what does less should not find more.
    bool followsGradients() const
    {
        return isOf(AttackGroup::Iterative) || isOf(AttackGroup::MinimalNorm) || isOf(AttackGroup::Ensemble);
    }
};

std::string imagesText(std::int64_t n)
{
    return std::to_string(n) + (n == 1 ? " image" : " images");
}

/// Where `weaker` fooled more images than `stronger` at the same epsilon, by more than `share` of them: the
/// widest such gap.
struct Gap
{
    double epsilon = 0.0;
    std::int64_t images = 0;
};

std::optional<Gap> widestGap(const Curve& stronger, const Curve& weaker, double share)
{
    std::optional<Gap> widest;
    for (std::size_t i = 0; i < std::min(stronger.points.size(), weaker.points.size()); ++i) {
        const CurvePoint &s = stronger.points[i], &w = weaker.points[i];
        const std::int64_t images = s.correct - w.correct;
        if (s.n > 0 && static_cast<double>(images) > share * static_cast<double>(s.n)
            && (!widest || images > widest->images))
            widest = Gap{s.epsilon, images};
    }
    return widest;
}

/// Each hint once: what a curve says of itself already, other curves need not say again.
void warn(const Measured& measured, const char* code, const std::string& message)
{
    std::vector<Warning>& warnings = measured.curve.warnings;
    if (std::none_of(warnings.begin(), warnings.end(), [code](const Warning& w) { return w.code == code; }))
        warnings.push_back({code, message});
}

void checkAlone(const Measured& measured)
{
    std::vector<CurvePoint> points = measured.curve.points;
    std::sort(points.begin(), points.end(),
        [](const CurvePoint& a, const CurvePoint& b) { return a.epsilon < b.epsilon; });
    for (std::size_t i = 1; i < points.size(); ++i) {
        const std::int64_t more = points[i].correct - points[i - 1].correct;
        if (more < 2 || static_cast<double>(more) <= kOnePoint * static_cast<double>(points[i].n))
            continue;
        warn(measured, "not-falling",
            "At epsilon " + parameterText(points[i].epsilon) + " " + imagesText(more) + " more hold than at "
                + parameterText(points[i - 1].epsilon)
                + ", although everything that is allowed there is allowed here too: at this size the attack misses much.");
        break;
    }
    const bool isMeantToWin = measured.followsGradients() || measured.isOf(AttackGroup::BlackBox);
    if (isMeantToWin && measured.norm == "linf" && !points.empty() && points.back().epsilon >= 1.0
        && points.back().correct > 0)
        warn(measured, "epsilon-one",
            "At epsilon 1 every picture is allowed, yet " + imagesText(points.back().correct)
                + " hold. No network can do that: the attack is too weak, or the gradients mislead it.");
}

void checkPair(const Measured& a, const Measured& b)
{
    const std::string other = b.info.title;
    if (a.followsGradients() && b.isOf(AttackGroup::OneStep))
        if (const auto gap = widestGap(a.curve, b.curve, 0.0))
            warn(a, "one-step-finds-more",
                other + ", a single step, fools " + imagesText(gap->images) + " more at epsilon "
                    + parameterText(gap->epsilon)
                    + ". An attack of many steps should not miss these: try other steps, step sizes or restarts.");
    if (a.followsGradients() && b.isOf(AttackGroup::BlackBox))
        if (const auto gap = widestGap(a.curve, b.curve, kBlackBoxShare))
            warn(a, "black-box-stronger",
                other + ", which uses no gradients, fools " + imagesText(gap->images) + " more at epsilon "
                    + parameterText(gap->epsilon)
                    + ". That can mean that this network's gradients mislead, or only that this attack is too weak here.");
    if (a.isId("apgd-ce") && (b.isId("apgd-dlr") || b.isId("apgd-t")))
        if (const auto gap = widestGap(a.curve, b.curve, kOnePoint))
            warn(a, "losses-disagree",
                other + ", which climbs a difference of logits, fools " + imagesText(gap->images)
                    + " more at epsilon " + parameterText(gap->epsilon)
                    + " than the cross-entropy does. Attacks on the cross-entropy alone may make this network look more robust than it is.");
    if (!a.isOf(AttackGroup::Control) && b.isOf(AttackGroup::Control))
        for (std::size_t i = std::min(a.curve.points.size(), b.curve.points.size()); i > 0; --i) {
            const std::int64_t byAttack = a.curve.cleanCorrect - a.curve.points[i - 1].correct;
            const std::int64_t byNoise = b.curve.cleanCorrect - b.curve.points[i - 1].correct;
            if (byAttack < kLeastSuccesses
                || static_cast<double>(byNoise) < kNoiseShare * static_cast<double>(byAttack))
                continue;
            warn(a, "noise-as-strong",
                "At epsilon " + parameterText(a.curve.points[i - 1].epsilon) + " random noise fools "
                    + imagesText(byNoise) + ", this attack " + std::to_string(byAttack)
                    + ". An attack should do much better than noise: this accuracy says little about attacks.");
            break;
        }
}

/// The ball of l1 lies in that of l2, and that in the one of linf: what is fooled in the smaller is fooled in
/// the larger.
bool contains(const std::string& outer, const std::string& inner)
{
    const auto place = [](const std::string& norm) {
        return norm == "linf" ? 2 : norm == "l2" ? 1 : norm == "l1" ? 0 : -1;
    };
    return place(inner) >= 0 && place(outer) > place(inner);
}

void checkNorms(const Measured& outer, const Measured& inner)
{
    if (!contains(outer.norm, inner.norm) || !outer.followsGradients())
        return;
    if (const auto gap = widestGap(outer.curve, inner.curve, 0.0))
        warn(outer, "norms-contradict",
            inner.info.title + " in " + inner.norm + " fools " + imagesText(gap->images) + " more at epsilon "
                + parameterText(gap->epsilon) + ", although all its images are allowed in " + outer.norm
                + " too: this attack misses them.");
}

/// A network that holds where it was measured, and was measured in one norm alone. Said once, at its first
/// such curve.
void checkOneNorm(const std::vector<Measured>& ofNetwork)
{
    const auto isOtherNorm = [&](const Measured& m) { return m.norm != ofNetwork.front().norm; };
    if (ofNetwork.empty() || std::any_of(ofNetwork.begin(), ofNetwork.end(), isOtherNorm))
        return;
    for (const Measured& measured : ofNetwork) {
        const auto largest = std::max_element(measured.curve.points.begin(), measured.curve.points.end(),
            [](const CurvePoint& a, const CurvePoint& b) { return a.epsilon < b.epsilon; });
        const bool isAttack = measured.followsGradients() || measured.isOf(AttackGroup::BlackBox);
        if (!isAttack || largest == measured.curve.points.end() || largest->epsilon == 0.0
            || static_cast<double>(largest->correct)
                < kHolds * static_cast<double>(measured.curve.cleanCorrect)
            || largest->correct == 0)
            continue;
        warn(measured, "one-norm",
            "This network was measured in " + measured.norm
                + " alone. One that holds in one norm may fall in another, or when the picture is turned: measure these too before "
                  "calling it robust.");
        return;
    }
}

} // namespace

std::vector<Warning> pointWarnings(const std::vector<PointCounts>& points, const ParameterSet& values)
{
    std::vector<PointCounts> byEpsilon = points;
    std::sort(byEpsilon.begin(), byEpsilon.end(),
        [](const PointCounts& a, const PointCounts& b) { return a.epsilon > b.epsilon; });
    std::vector<Warning> warnings;
    for (const PointCounts& point : byEpsilon) {
        ParameterSet here = values;
        here["epsilon"] = point.epsilon;
        for (Warning& warning : attackWarnings(point.counts, here)) {
            if (std::any_of(warnings.begin(), warnings.end(),
                    [&](const Warning& w) { return w.code == warning.code; }))
                continue;
            const bool isOfPoint = warning.code != "few-images" && warning.code != "probabilities"
                && warning.code != "few-classes";
            if (isOfPoint && points.size() > 1)
                warning.message = "At epsilon " + parameterText(point.epsilon) + ": " + warning.message;
            warnings.push_back(std::move(warning));
        }
    }
    return warnings;
}

void addCurveChecks(EvaluationReport& report)
{
    std::vector<Measured> all;
    for (Curve& curve : report.curves) {
        const AttackInfo& info = attackById(curve.attack.attackId).info;
        all.push_back({curve, info, catalogue::normOf(info, curve.attack.values)});
    }
    for (const Measured& measured : all)
        checkAlone(measured);
    for (const Measured& a : all)
        for (const Measured& b : all) {
            if (&a == &b || a.curve.modelId != b.curve.modelId)
                continue;
            if (a.norm == b.norm)
                checkPair(a, b);
            else
                checkNorms(a, b);
        }
    for (const ModelInfo& model : report.models) {
        std::vector<Measured> ofNetwork;
        std::copy_if(all.begin(), all.end(), std::back_inserter(ofNetwork),
            [&](const Measured& m) { return m.curve.modelId == model.id; });
        checkOneNorm(ofNetwork);
    }
}

} // namespace epsilonlab
