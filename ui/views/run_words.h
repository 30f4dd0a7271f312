// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/runs.h"

#include <QString>

#include <string>
#include <vector>

namespace epsilonlab::ui {

struct ComparedRun;

/// A run in the cells of a table: two lines each, in the person's language and locale.
namespace compared {

QString state(const ComparedRun& run); ///< "training", "finished", "written by another program", ...
QString accuracyCell(double accuracy, std::int64_t n); ///< "97.4 %" over "[95.9, 98.4], n 500"
QString alarmCell(const RunRecord& run); ///< "2 alarms" over the newest; empty: none
/// What an alarm says, with the titles of the window in place of the ids that a shell would take: "Early
/// stopping" for early-stopping.
QString alarmText(const TrainingFlag& alarm);
QString epochText(double epoch); ///< "7", or "9.3"
QString alarmHint(const RunRecord& run); ///< all of them with their epoch and what to try

/// "Step size 0.01, Epochs 20": the run's own values of `ids` (of compare::differences), over two lines if
/// they are many.
QString differences(const RunInfo& run, const std::vector<std::string>& ids);
QString differenceHint(const RunInfo& run, const std::vector<std::string>& ids); ///< each in a line of its
                                                                                 ///< own

/// What makes the accuracies of `shown` no fair comparison (another data set, epsilon or number of images);
/// empty: nothing.
QString yardstick(const std::vector<const ComparedRun*>& shown);

} // namespace compared

} // namespace epsilonlab::ui
