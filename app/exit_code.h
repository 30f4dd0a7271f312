// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/error.h"

namespace epsilonlab {

/// Exit codes of formats.md.
enum class ExitCode { Done = 0, JobFailed = 1, WrongUsage = 2, BadFile = 3, Interrupted = 4 };

/// The one place where an error becomes an exit code.
ExitCode exitCodeOf(ErrorCode code);

} // namespace epsilonlab
