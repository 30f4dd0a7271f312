// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <string>

namespace epsilonlab::ui {

/// The values an attack starts with in this window: its own defaults, but 20 steps of automatic size.
ParameterSet windowDefaults(const std::string& attackId);

} // namespace epsilonlab::ui
