// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QPoint>
#include <QString>

class QPainter;

/// How far the attack on one network is.
namespace epsilonlab::ui::progress {

QString words(const Progress& progress); ///< "waiting", "step 12 of 20"

/// A line of `width` from `at`, as long as the steps that are done; full where nobody knows how many there
/// are.
void paintLine(QPainter& painter, QPoint at, int width, const Progress& progress);

} // namespace epsilonlab::ui::progress
