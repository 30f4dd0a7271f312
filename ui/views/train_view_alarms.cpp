// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong in a run: on the strip in full, and in the log with the name of the run.
#include "views/train_view.h"

#include "api/alarms.h"
#include "views/remembered_runs.h"
#include "views/run_words.h"
#include "views/train_run.h"
#include "widgets/action_strip.h"
#include "widgets/number_text.h"

namespace epsilonlab::ui {

namespace {

constexpr const char* kNaN = "nan";

QString nameOf(const TrainRequest& request)
{
    return request.runDirectory.empty() ? QString::fromStdString(request.recipeName)
                                        : folderTitle(request.runDirectory.string());
}

/// "fast 11-24 07:12, epoch 7: Under FGSM 78.0 % ..."
QString withName(const TrainRequest& request, const TrainingFlag& alarm)
{
    const QString epoch = compared::epochText(alarm.epoch), words = compared::alarmText(alarm);
    return alarm.code == kNaN ? QObject::tr("%1 failed at epoch %2: %3").arg(nameOf(request), epoch, words)
                              : QObject::tr("%1, epoch %2: %3").arg(nameOf(request), epoch, words);
}

} // namespace

void TrainView::onFlag(const TrainingFlag& flag)
{
    const TrainRecord& record = m_run->record();
    // In a training of this window that one ends the run, which is said as an error.
    if (!isAlarm(flag.code) || (flag.code == kNaN && record.id != 0))
        return;
    Q_EMIT warningRaised(withName(record.request, flag));
    showAlarms();
}

void TrainView::tellAlarms()
{
    const TrainRecord& record = m_run->record();
    for (const TrainingFlag& flag : record.flags)
        if (isAlarm(flag.code))
            Q_EMIT warningRaised(withName(record.request, flag));
}

/// The newest in full; how many came before it.
void TrainView::showAlarms()
{
    const TrainRecord& record = m_run->record();
    const TrainingFlag* newest = nullptr;
    std::int64_t earlier = -1;
    for (const TrainingFlag& flag : record.flags) {
        if (!isAlarm(flag.code))
            continue;
        newest = &flag;
        ++earlier;
    }
    if (!newest) {
        m_strip->showWarning({});
        return;
    }
    const bool isTrainedHere = record.id != 0 && newest->code != kNaN;
    const QString sentence = isTrainedHere
        ? tr("Epoch %1: %2").arg(compared::epochText(newest->epoch), compared::alarmText(*newest))
        : withName(record.request, *newest);
    m_strip->showWarning(earlier == 0
            ? sentence
            : tr("%1 (%2 alarm(s) before this one are in the log.)", "", text::forms(earlier))
                  .arg(sentence, text::count(earlier)));
}

} // namespace epsilonlab::ui
