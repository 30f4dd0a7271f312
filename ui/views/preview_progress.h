// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QString>

#include <optional>

namespace epsilonlab::ui {

/// How far the attack behind a picture is, once it has taken more than two seconds: counted in steps over all
/// networks. Nothing for a picture that is finished, or that comes sooner.
std::optional<JobProgress> previewProgress(const PreviewResult& result);

/// "stopped at step 12 of 20" of a picture on its way, "stopped" where no step was shown yet.
QString stoppedNote(const PreviewResult& result);

} // namespace epsilonlab::ui
