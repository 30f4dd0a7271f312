// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QString>

/// Sentences of the Attack tab.
namespace epsilonlab::ui::words {

/// What the attack does, in one or two sentences.
QString hint(const AttackSettings& attack);

/// Empty unless a network's gradient is exactly zero.
QString zeroGradient(const PreviewResult& result);
QString whyZeroGradient();

} // namespace epsilonlab::ui::words
