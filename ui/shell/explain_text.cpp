// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/explain_text.h"

#include "api/catalogue.h"
#include "api/export.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "widgets/number_text.h"

#include <QObject>

namespace epsilonlab::ui::explain {

namespace {

QString badge(std::size_t model)
{
    const theme::Palette& p = theme::palette();
    return QStringLiteral("<span style='color:%1'><b>%2</b></span>")
        .arg(
            (model == 0 ? p.clean : p.target).name(), model == 0 ? QStringLiteral("A") : QStringLiteral("B"));
}

QString row(const QString& title, const QString& a, const QString& b)
{
    return QStringLiteral("<tr><td>%1</td><td align='right'>%2</td><td align='right'>%3</td></tr>")
        .arg(title, a, b);
}

} // namespace

QString sentenceHtml(const PreviewResult& result, std::size_t model)
{
    const QString sentence = text::ofCore(previewSentence(result, model));
    return QStringLiteral("%1&nbsp; %2").arg(badge(model), sentence.toHtmlEscaped());
}

QString numbersHtml(const PreviewResult& result)
{
    const auto both = [&result](auto&& textOf, const QString& title) {
        return row(
            title, textOf(result.models[0]), result.models.size() > 1 ? textOf(result.models[1]) : QString());
    };
    QString html = QStringLiteral("<table width='100%' cellspacing='0' cellpadding='2'>");
    html += row(QStringLiteral("<b>%1</b>").arg(QObject::tr("Measured")), badge(0),
        result.models.size() > 1 ? badge(1) : QString());
    html += both([](const ModelPreview& m) { return text::distance(m.distances.linf); },
        QObject::tr("largest change (L\u221E)"));
    html += both(
        [](const ModelPreview& m) { return text::distance(m.distances.l2); }, QObject::tr("length (L2)"));
    html += both(
        [](const ModelPreview& m) { return text::count(m.distances.l0); }, QObject::tr("pixels changed"));
    html += both(
        [](const ModelPreview& m) { return text::count(m.gradientEvaluations); }, QObject::tr("gradients"));
    return html + QStringLiteral("</table>");
}

QString helpHtml(const AttackSettings& attack)
{
    const theme::Palette& p = theme::palette();
    const QString clean = p.clean.name(), adversarial = p.adversarial.name();
    const AttackInfo& info = catalogue::attack(attack.attackId);
    const QString bound = info.bound != AttackBound::Ball ? text::ofCore(info.boundSentence)
        : info.group == AttackGroup::MinimalNorm
        ? QObject::tr("The attack looks for the smallest change that works.")
        : !attack.values.contains("norm") || textValue(attack.values, "norm") == "linf"
        ? QObject::tr("No pixel may change by more than \u03B5.")
        : QObject::tr("The change as a whole is no longer than \u03B5.");
    return QObject::tr(
        "<p><b>What am I seeing?</b></p>"
        "<p>Clean picture + change \u03B4 = attacked picture. %3 Each network gets the change "
        "that was computed against itself.</p>"
        "<p>Bars: <span style='color:%1'>hollow</span> is what the network thinks of the clean "
        "picture, <span style='color:%2'>filled</span> of the attacked one. \u25B8 true class, "
        "\u25CE target. Click a bar to make its class the target.</p>"
        "<p>A double border with \u2717 means: fooled.</p>")
        .arg(clean, adversarial, bound.toHtmlEscaped());
}

} // namespace epsilonlab::ui::explain
