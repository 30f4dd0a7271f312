// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <csignal>

namespace epsilonlab {

namespace {
volatile std::sig_atomic_t interrupted = 0;

extern "C" void onSignal(int)
{
    interrupted = 1;
}
}

void watchForInterrupts()
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    // Once: whoever presses Ctrl-C twice wants out. Files are written whole or not at all, so that is safe.
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool isInterrupted()
{
    return interrupted != 0;
}

} // namespace epsilonlab
