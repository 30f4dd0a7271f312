// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/run_words.h"

#include "api/alarms.h"
#include "api/catalogue.h"
#include "api/compare.h"
#include "api/results.h"
#include "text/core_text.h"
#include "views/run_list.h"
#include "widgets/number_text.h"

#include <QLocale>
#include <QObject>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>
#include <set>

namespace epsilonlab::ui::compared {

namespace {

QString percent(double share)
{
    return QLocale().toString(share * 100.0, 'f', 1);
}

std::vector<const TrainingFlag*> alarmsOf(const RunRecord& run)
{
    std::vector<const TrainingFlag*> alarms;
    for (const TrainingFlag& flag : run.flags)
        if (isAlarm(flag.code))
            alarms.push_back(&flag);
    return alarms;
}

QStringList valuesOf(const RunInfo& run, const std::vector<std::string>& ids)
{
    QStringList parts;
    for (const std::string& id : ids) {
        const std::string value = compare::valueText(run, id);
        parts << QObject::tr("%1 %2").arg(
            id == "dataset" ? QObject::tr("Data") : text::ofCore(compare::titleOf(run, id)),
            value.empty() ? text::notMeasured() : text::choiceOfCore(value));
    }
    return parts;
}

/// "early-stopping", what finds it as a word of its own, and "Early stopping" in the language of the source.
struct TitledId
{
    QString id;
    QRegularExpression word;
    std::string title;
};

/// Only ids that cannot be words of a sentence. Made once: a table asks for them with every value.
const std::vector<TitledId>& titledIds()
{
    static const std::vector<TitledId> list = [] {
        std::vector<TitledId> titles;
        const auto take = [&titles](const std::string& id, const std::string& title) {
            const QString name = QString::fromStdString(id);
            if (name.contains('-'))
                titles.push_back({name,
                    QRegularExpression(
                        QStringLiteral("(?<![\\w-])%1(?![\\w-])").arg(QRegularExpression::escape(name))),
                    title});
        };
        for (const ObjectiveInfo& objective : catalogue::objectives())
            take(objective.id, objective.title);
        for (const ParameterSpec& spec : catalogue::recipeParametersFor("pgd-at"))
            take(spec.id, spec.title);
        return titles;
    }();
    return list;
}

} // namespace

QString epochText(double epoch)
{
    return QLocale().toString(epoch, 'f', epoch == std::floor(epoch) ? 0 : 1);
}

QString alarmText(const TrainingFlag& alarm)
{
    QString words = text::ofCore(alarm.message);
    for (const TitledId& each : titledIds())
        if (words.contains(each.id))
            words.replace(each.word, QStringLiteral("\u201c%1\u201d").arg(text::ofCore(each.title)));
    return words;
}

QString state(const ComparedRun& run)
{
    if (!run.problem.isEmpty())
        return QObject::tr("cannot be read");
    if (!run.isRead)
        return QObject::tr("being read");
    if (run.isTraining)
        return run.isPaused ? QObject::tr("paused here") : QObject::tr("training here");
    if (run.record.info.isBusy)
        return QObject::tr("training elsewhere");
    switch (run.record.info.state) {
    case RunState::Finished: return QObject::tr("finished");
    case RunState::Stopped: return QObject::tr("stopped");
    case RunState::Failed: return QObject::tr("failed");
    case RunState::Unfinished: break;
    }
    return QObject::tr("cut off");
}

QString accuracyCell(double accuracy, std::int64_t n)
{
    if (n <= 0 || !std::isfinite(accuracy))
        return text::notMeasured();
    const Interval interval = wilsonInterval(std::llround(accuracy * static_cast<double>(n)), n);
    return QObject::tr("%1\n[%2, %3], n %4")
        .arg(text::accuracy(accuracy), percent(interval.low), percent(interval.high), text::count(n));
}

QString alarmCell(const RunRecord& run)
{
    const auto alarms = alarmsOf(run);
    const auto count = static_cast<std::int64_t>(alarms.size());
    if (count == 0)
        return {};
    return QObject::tr("\u2691 %1 alarm(s)\nepoch %2", "", text::forms(count))
        .arg(text::count(count), epochText(alarms.front()->epoch));
}

QString alarmHint(const RunRecord& run)
{
    QStringList lines;
    for (const TrainingFlag* flag : alarmsOf(run))
        lines << QObject::tr("\u2691 epoch %1: %2").arg(epochText(flag->epoch), alarmText(*flag));
    return lines.join('\n');
}

QString differences(const RunInfo& run, const std::vector<std::string>& ids)
{
    const QStringList parts = valuesOf(run, ids);
    const qsizetype half = parts.size() > 2 ? (parts.size() + 1) / 2 : parts.size();
    const QString comma = QObject::tr(", ");
    return parts.size() > half ? parts.mid(0, half).join(comma) + '\n' + parts.mid(half).join(comma)
                               : parts.join(comma);
}

QString differenceHint(const RunInfo& run, const std::vector<std::string>& ids)
{
    return valuesOf(run, ids).join('\n');
}

QString yardstick(const std::vector<const ComparedRun*>& shown)
{
    std::set<std::string> datasets;
    std::set<double> epsilons;
    std::set<std::int64_t> counts;
    for (const ComparedRun* run : shown) {
        if (!run->isRead)
            continue;
        datasets.insert(run->record.info.dataset);
        if (run->record.epochs.empty())
            continue;
        const TrainingEpoch& last = run->record.epochs.back();
        if (last.attackedN > 0)
            epsilons.insert(last.attackEpsilon);
        counts.insert(last.validationN);
    }
    QStringList odd;
    if (datasets.size() > 1)
        odd << QObject::tr("different data");
    if (epsilons.size() > 1) {
        QStringList values;
        for (const double epsilon : epsilons)
            values << QLocale().toString(epsilon, 'f', 3);
        odd << QObject::tr("attacks at different \u03B5 (%1)").arg(values.join(QStringLiteral(" / ")));
    }
    if (counts.size() > 1)
        odd << QObject::tr("different held-out images");
    return odd.isEmpty() ? QString()
                         : QObject::tr("Not the same yardstick: %1.").arg(odd.join(QObject::tr(", ")));
}

} // namespace epsilonlab::ui::compared
