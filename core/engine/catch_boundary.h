// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/error.h"

#include <functional>
#include <optional>

namespace epsilonlab {

/// The one catch boundary: runs a job and turns whatever it throws into a Failure. Our own errors keep their
/// sentence; torch's, OpenCV's and the standard library's words go to the detail, without a stack trace.
std::optional<Failure> runGuarded(const std::function<void()>& job);

} // namespace epsilonlab
