// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>

int main(int argc, char** argv)
{
    const int code = epsilonlab::runProgram(argc, argv);
    // Every object of ours is gone and every file closed by now. Taking down the global objects of libtorch
    // and of what it links takes another 0.4 s and frees only what the system frees anyway.
    std::cout << std::flush;
    std::cerr << std::flush;
    std::fflush(nullptr);
    std::_Exit(code);
}
