// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ribbon_words.h"

#include "widgets/number_text.h"
#include "widgets/ribbon_runs.h"

#include <algorithm>
#include <optional>

namespace epsilonlab::ui {

QString RibbonWords::letterOf(std::size_t model)
{
    return model == 0 ? QStringLiteral("A") : QStringLiteral("B");
}

QString RibbonWords::className(std::size_t model, int index) const
{
    const QStringList& names = m_classNames[std::min<std::size_t>(model, 1)];
    return index >= 0 && index < names.size() ? names[index] : QString::number(index);
}

QString RibbonWords::ofCell(const SweepResult& result, std::size_t model, std::size_t cell) const
{
    const ModelSweep& sweep = result.models[model];
    const QString epsilon = text::distance(result.request.epsilons[cell]);
    if (sweep.cells[cell].predicted < 0)
        return tr("\u03B5 %1: not computed yet").arg(epsilon);
    const QString reads = tr("\u03B5 %1: %2 reads %3, %4")
                              .arg(epsilon, letterOf(model), className(model, sweep.cells[cell].predicted),
                                  text::probability(static_cast<double>(sweep.cells[cell].probability)));
    if (!sweep.flip)
        return reads;
    return reads + '\n'
        + tr("Diamond: the attack first works at \u03B5 %1. Double click or M goes there.")
              .arg(text::distance(*sweep.flip));
}

QString RibbonWords::ofRow(const SweepResult& result, std::size_t model) const
{
    QStringList parts;
    for (const RibbonRun& run : runsOf(result.models[model], result.request.epsilons)) {
        const int read = result.models[model].cells[run.first].predicted;
        if (read >= 0)
            parts << tr("%1 from \u03B5 %2 to %3")
                         .arg(className(model, read), text::distance(result.request.epsilons[run.first]),
                             text::distance(result.request.epsilons[run.last]));
    }
    const std::optional<double>& flip = result.models[model].flip;
    const QString row = tr("%1 reads %2.").arg(letterOf(model), parts.join(QStringLiteral(", ")));
    return flip ? row + ' ' + tr("The attack first works at \u03B5 %1.").arg(text::distance(*flip)) : row;
}

} // namespace epsilonlab::ui
