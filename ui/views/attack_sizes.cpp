// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_sizes.h"

#include "api/catalogue.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "widgets/epsilon_control.h"
#include "widgets/number_text.h"

#include <algorithm>
#include <limits>

namespace epsilonlab::ui::sizes {

namespace {

using Mode = EpsilonControl::Mode;

QString normOf(const AttackSettings& attack)
{
    return QString::fromStdString(catalogue::normOf(attack.attackId, attack.values));
}

double distanceIn(const QString& norm, const Distances& distances)
{
    if (norm == "l2")
        return distances.l2;
    if (norm == "l1")
        return distances.l1;
    return norm == "l0" ? static_cast<double>(distances.l0) : distances.linf;
}

/// "measured A 0.150  B 0.150": of each network, by `distanceOf`.
template <class Function> QString measuredText(const PreviewResult& result, const Function& distanceOf)
{
    if (result.models.size() > 1)
        return QObject::tr("measured A %1  B %2")
            .arg(distanceOf(result.models[0]), distanceOf(result.models[1]));
    return QObject::tr("measured %1").arg(distanceOf(result.models[0]));
}

/// What a minimal-norm attack found: only where it reached its goal is there a distance.
std::vector<EpsilonSlider::Mark> marksOf(const PreviewResult& result)
{
    std::vector<EpsilonSlider::Mark> marks;
    for (std::size_t i = 0; i < result.models.size(); ++i) {
        const ModelPreview& model = result.models[i];
        const bool isFound = model.verdict == Verdict::Fooled || model.verdict == Verdict::TargetHit;
        const theme::Palette& p = theme::palette();
        marks.push_back({isFound ? distanceIn(normOf(result.request.attack), model.distances)
                                 : std::numeric_limits<double>::quiet_NaN(),
            i == 0 ? QStringLiteral("A") : QStringLiteral("B"), i == 0 ? p.clean : p.target});
    }
    return marks;
}

/// Above epsilon by more than float32 explains: 3e-8 for each of 784 pixels is 3e-8 in linf, 1e-6 in l2 and
/// 2e-5 in l1, on scales of 0.5, 6 and 50.
EpsilonControl::Measured howMeasured(const PreviewResult& result)
{
    if (result.tier == PreviewTier::Quick)
        return EpsilonControl::Measured::OfPreview;
    const double epsilon = realValue(result.request.attack.values, "epsilon");
    const double largest = epsilon + 1e-6 * std::max(1.0, epsilon);
    const bool isTooLarge
        = std::any_of(result.models.begin(), result.models.end(), [&](const ModelPreview& model) {
              return distanceIn(normOf(result.request.attack), model.distances) > largest;
          });
    return isTooLarge ? EpsilonControl::Measured::TooLarge : EpsilonControl::Measured::Within;
}

Mode modeOf(const AttackInfo& info)
{
    if (info.bound != AttackBound::Ball)
        return Mode::None;
    return info.group == AttackGroup::MinimalNorm ? Mode::Found : Mode::Size;
}

} // namespace

void prepare(EpsilonControl& control, const AttackSettings& attack)
{
    const AttackInfo& info = catalogue::attack(attack.attackId);
    control.setNorm(normOf(attack));
    if (modeOf(info) == control.mode())
        return;
    const QString title = text::ofCore(info.title);
    control.setMode(modeOf(info),
        info.bound == AttackBound::Ball
            ? QObject::tr("%1 looks for the smallest change that works; its size is marked for each network.")
                  .arg(title)
            : text::ofCore(info.boundSentence));
}

void show(EpsilonControl& control, const PreviewResult& result, bool isNoise)
{
    const AttackInfo& info = catalogue::attack(result.request.attack.attackId);
    const Mode mode = modeOf(info);
    if (mode != control.mode())
        return; // an answer from before the attack was changed
    if (mode == Mode::Found)
        return control.showFound(marksOf(result), result.tier != PreviewTier::Final);
    const auto pixels
        = [](const ModelPreview& model) { return QObject::tr("%1 px").arg(model.distances.l0); };
    const auto length = [norm = normOf(result.request.attack)](const ModelPreview& model) {
        return text::distance(distanceIn(norm, model.distances));
    };
    const QString measured
        = info.bound == AttackBound::Pixels ? measuredText(result, pixels) : measuredText(result, length);
    if (mode == Mode::None)
        return control.showUnbounded(measured);
    control.showResult(realValue(result.request.attack.values, "epsilon"), measured,
        isNoise ? EpsilonControl::Measured::Within : howMeasured(result));
}

} // namespace epsilonlab::ui::sizes
