// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_words.h"

#include "api/catalogue.h"

#include <QCoreApplication>

#include <algorithm>

namespace epsilonlab::ui::words {

QString hint(const AttackSettings& attack)
{
    const AttackInfo& info = catalogue::attack(attack.attackId);
    QString hint = QString::fromStdString(info.title + ": " + info.sentence);
    if (!info.boundSentence.empty())
        hint += ' ' + QString::fromStdString(info.boundSentence);
    if (const auto craft = attack.values.find("craft-images"); craft != attack.values.end())
        hint += ' ' + QObject::tr("Made from the first %1 pictures of the data set.").arg(QString::fromStdString(parameterText(craft->second)));
    return hint;
}

QString zeroGradient(const PreviewResult& result)
{
    const auto stuck = std::find_if(result.models.begin(), result.models.end(), [](const ModelPreview& model) { return model.gradientIsZero; });
    if (stuck == result.models.end())
        return {};
    return QObject::tr("The gradient of %1 is exactly zero on this digit: %2 cannot move. This is not robustness.")
        .arg(QString::fromStdString(stuck->modelName), QString::fromStdString(catalogue::attack(result.request.attack.attackId).title));
}

} // namespace epsilonlab::ui::words
