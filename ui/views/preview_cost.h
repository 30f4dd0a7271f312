// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/preview_result.h"

namespace epsilonlab::ui {

/// True if the attack of this picture is too slow to be made again unasked. The clock alone does not decide:
/// few passes that took long were held up by a machine that was busy, or had just begun.
bool isSlowAttack(const PreviewResult& result);

} // namespace epsilonlab::ui
