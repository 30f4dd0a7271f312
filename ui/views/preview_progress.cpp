// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/preview_progress.h"

#include "widgets/number_text.h"

#include <QObject>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr double kSayAfterMs = 2000.0; // interface.md, section 6

} // namespace

std::optional<JobProgress> previewProgress(const PreviewResult& result)
{
    if (result.tier != PreviewTier::Partial || result.computeMs < kSayAfterMs)
        return std::nullopt;
    JobProgress sum;
    sum.id = result.id;
    sum.seconds = result.computeMs / 1000.0;
    std::int64_t steps = 0; // of one network: those that are finished or wait do not say theirs
    for (const ModelPreview& model : result.models)
        steps = std::max(steps, model.progress.steps);
    for (const ModelPreview& model : result.models) {
        const Progress& at = model.progress;
        sum.total += steps;
        sum.done += at.state == Progress::State::Finished ? steps
            : at.state == Progress::State::Running        ? at.step
                                                          : 0;
    }
    sum.done = std::min(sum.done, sum.total);
    return sum;
}

QString stoppedNote(const PreviewResult& result)
{
    if (result.tier == PreviewTier::Partial)
        for (const ModelPreview& model : result.models)
            if (model.progress.state == Progress::State::Running && model.progress.steps > 0)
                return QObject::tr("stopped at step %1 of %2")
                    .arg(text::count(model.progress.step), text::count(model.progress.steps));
    return QObject::tr("stopped");
}

} // namespace epsilonlab::ui
