// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_words.h"

#include "api/catalogue.h"
#include "text/core_text.h"
#include "widgets/number_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace epsilonlab::ui::words {

QString hint(const AttackSettings& attack)
{
    const AttackInfo& info = catalogue::attack(attack.attackId);
    QString hint = QObject::tr("%1: %2").arg(text::ofCore(info.title), text::ofCore(info.sentence));
    if (!info.boundSentence.empty())
        hint = text::joined(hint, text::ofCore(info.boundSentence));
    const auto craft = attack.values.find("craft-images");
    const std::int64_t images = craft == attack.values.end() ? 0 : std::get<std::int64_t>(craft->second);
    if (images > 0)
        hint = text::joined(
            hint, QObject::tr("Made from the first %n picture(s) of the data set.", "", text::forms(images)));
    return hint;
}

QString zeroGradient(const PreviewResult& result)
{
    const auto stuck = std::find_if(result.models.begin(), result.models.end(),
        [](const ModelPreview& model) { return model.gradientIsZero; });
    if (stuck == result.models.end())
        return {};
    return QObject::tr(
        "The gradient of %1 is exactly zero on this digit: %2 cannot move. This is not robustness.")
        .arg(text::ofCore(stuck->modelName),
            text::ofCore(catalogue::attack(result.request.attack.attackId).title));
}

QString whyZeroGradient()
{
    return QObject::tr(
        "Why: the network is so sure that its loss is flat in 32-bit numbers, or its units are all off, so there is no "
        "direction to follow. Attacks without gradients (Square) or on logits (C&W) may still find one.");
}

} // namespace epsilonlab::ui::words
