// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/row_progress.h"

#include "theme/theme.h"
#include "views/attack_row.h"
#include "widgets/number_text.h"

#include <QPainter>

namespace epsilonlab::ui {

QString progress::words(const Progress& progress)
{
    if (progress.state == Progress::State::Waiting)
        return AttackRow::tr("waiting");
    if (progress.steps == 0)
        return AttackRow::tr("step %1").arg(text::count(progress.step));
    return AttackRow::tr("step %1 of %2").arg(text::count(progress.step), text::count(progress.steps));
}

void progress::paintLine(QPainter& painter, QPoint at, int width, const Progress& progress)
{
    constexpr int kThick = 2;
    painter.fillRect(QRect(at, QSize(width, kThick)), theme::palette().border);
    const bool isRunning = progress.state == Progress::State::Running && progress.steps > 0;
    const double part = isRunning ? static_cast<double>(progress.step) / static_cast<double>(progress.steps)
        : progress.state == Progress::State::Waiting ? 0.0
                                                     : 1.0;
    painter.fillRect(QRect(at, QSize(static_cast<int>(part * width), kThick)), theme::palette().focus);
}

} // namespace epsilonlab::ui
