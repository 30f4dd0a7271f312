// SPDX-License-Identifier: GPL-3.0-or-later
// CLI11 is one large header: 3 seconds in each of the files that see it.
#pragma once

#include <CLI/CLI.hpp>
