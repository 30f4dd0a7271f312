// SPDX-License-Identifier: GPL-3.0-or-later
// What the curves of the training batches are called.
#include "views/train_plots.h"

#include "api/catalogue.h"
#include "widgets/number_text.h"

#include <algorithm>

namespace epsilonlab::ui {

/// What is measured on a batch is what the objective trains on: clean images, attacked ones or bounds.
QString TrainPlots::trainingName(const QString& n) const
{
    const auto objective = m_record.request.recipe.find("objective");
    if (objective == m_record.request.recipe.end())
        return tr("training (n %1)").arg(n);
    const ObjectiveInfo& info = catalogue::objective(parameterText(objective->second));
    switch (info.bounds) {
    case TrainedBounds::WholeBox: return tr("training, certified (n %1)").arg(n);
    case TrainedBounds::SmallBox: return tr("training, small boxes (n %1)").arg(n);
    case TrainedBounds::None: break;
    }
    return (info.usesAttack ? tr("training, attacked (n %1)") : tr("training (n %1)")).arg(n);
}

QString TrainPlots::pointName(std::size_t point) const
{
    const std::int64_t n = m_record.points.at(point).n;
    return n > 0 ? trainingName("= " + text::count(n)) : trainingName(batchCount());
}

/// "= 128", or what holds for every batch: the last one of an epoch is often smaller, and older versions did
/// not write how small.
QString TrainPlots::batchCount() const
{
    const auto size = m_record.request.recipe.find("batch-size");
    if (size == m_record.request.recipe.end())
        return "= " + text::notMeasured();
    const std::int64_t n = std::get<std::int64_t>(size->second);
    const bool isEven = std::all_of(m_record.points.begin(), m_record.points.end(),
        [n](const TrainingPoint& point) { return point.n == n; });
    return (isEven ? "= " : "\u2264 ") + text::count(n);
}

} // namespace epsilonlab::ui
