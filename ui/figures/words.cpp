// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/words.h"

#include "api/catalogue.h"
#include "api/export.h"

#include <QCoreApplication>

namespace epsilonlab::ui::words {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

ParameterSet everyValue(const AttackSettings& settings)
{
    return completed(catalogue::attack(settings.attackId).parameters, settings.values);
}

} // namespace

QString attack(const AttackSettings& settings)
{
    const ParameterSet values = everyValue(settings);
    QString text = QString::fromStdString(catalogue::attack(settings.attackId).title);
    const std::string norm = catalogue::normOf(settings.attackId, values);
    text += isLinf(settings) ? tr(", L∞")
        : norm == "l2"       ? tr(", L2")
        : norm == "l1"       ? tr(", L1")
                             : tr(", L0");
    if (values.contains("steps"))
        text += tr(", %1 steps").arg(integerValue(values, "steps"));
    if (values.contains("restarts") && integerValue(values, "restarts") > 1)
        text += tr(", %1 restarts").arg(integerValue(values, "restarts"));
    return text;
}

bool isLinf(const AttackSettings& settings)
{
    const ParameterSet values = everyValue(settings);
    return catalogue::normOf(settings.attackId, values) == "linf";
}

QString epsilon(const AttackSettings& settings, double value)
{
    return isLinf(settings) ? QString::fromStdString(epsilonText(value)) : QString::number(value, 'f', 3);
}

double epsilonOf(const AttackSettings& settings)
{
    const ParameterSet values = everyValue(settings);
    return values.contains("epsilon") ? realValue(values, "epsilon") : 0.0;
}

bool hasEpsilon(const AttackSettings& settings)
{
    const AttackInfo& info = catalogue::attack(settings.attackId);
    const double epsilon = epsilonOf(settings);
    return info.bound == AttackBound::Ball && everyValue(settings).contains("epsilon")
        && !(info.group == AttackGroup::MinimalNorm && epsilon == 0.0);
}

QString strength(const AttackSettings& settings)
{
    QStringList parts{attack(settings)};
    if (hasEpsilon(settings))
        parts << tr("epsilon %1").arg(epsilon(settings, epsilonOf(settings)));
    return (parts << tr("seed %1").arg(settings.seed)).join(QStringLiteral(", "));
}

QString sample(const LabelledImage& image, const QString& ownName)
{
    return ownName.isEmpty() ? tr("image %1").arg(image.index) : ownName;
}

QString setting(const PreviewRequest& request, const QStringList& networks, const QString& ownName)
{
    const QString image = sample(request.sample, ownName);
    const QString origin
        = ownName.isEmpty() ? tr("%1 of %2").arg(image, QString::fromStdString(request.dataset.text)) : image;
    return tr("%1; %2; networks: %3.")
        .arg(strength(request.attack), origin, networks.join(QStringLiteral(", ")));
}

QString className(int index, const std::vector<std::string>& names)
{
    if (index < 0)
        return QStringLiteral("—");
    const auto i = static_cast<std::size_t>(index);
    return i < names.size() ? QString::fromStdString(names[i]) : QString::number(index);
}

QString verdict(const ModelPreview& preview, const std::vector<std::string>& names)
{
    const QString label = className(preview.label, names);
    const QString now = className(preview.adversarialClass, names);
    switch (preview.verdict) {
    case Verdict::Held: return tr("✓ held: still reads %1").arg(label);
    case Verdict::Fooled: return tr("✗ fooled: reads %1 instead of %2").arg(now, label);
    case Verdict::AlreadyWrong:
        return tr("already wrong: reads %1 instead of %2 without any attack")
            .arg(className(preview.cleanClass, names), label);
    case Verdict::TargetHit: return tr("✗ target hit: reads %1 instead of %2").arg(now, label);
    case Verdict::TargetMissed:
        return tr("✓ target missed: reads %1, wanted %2").arg(now, className(preview.target, names));
    }
    return {};
}

bool isAttackSuccess(Verdict verdict)
{
    return verdict == Verdict::Fooled || verdict == Verdict::TargetHit;
}

QString count(std::int64_t value)
{
    QString text = QString::number(value);
    for (qsizetype i = text.size() - 3; i > 0; i -= 3)
        text.insert(i, QChar(0x2009));
    return text;
}

} // namespace epsilonlab::ui::words
