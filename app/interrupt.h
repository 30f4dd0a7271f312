// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace epsilonlab {

/// From now on the first SIGINT or SIGTERM only sets a flag; a second one ends the program as usual.
void watchForInterrupts();

bool isInterrupted();

} // namespace epsilonlab
