// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace epsilonlab {

/// The whole program: reads the command line, runs what it says, turns errors into a sentence and an exit
/// code.
int runProgram(int argc, char** argv);

/// The command line as it can be typed again, quoted where the shell needs it.
const char* typedCommandLine();

} // namespace epsilonlab
