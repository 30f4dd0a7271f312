// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

/// What a thread of ours does to itself when it starts. None of these can fail in a way that matters to a
/// result, so a refusal by the system (a container without the permission) is ignored.
namespace epsilonlab::threads {

/// Name of the calling thread as shown by top and debuggers; cut to the 15 bytes that Linux keeps.
void setName(const std::string& name);

/// Niceness of the calling thread alone, 0 to 19; the other threads of the process keep theirs. A person who
/// started the program with a higher one keeps it.
void setNiceness(int niceness);

/// The processors this process may use, in ascending order; never empty.
std::vector<int> allowedCpus();

/// Binds the calling thread to one processor.
void pinTo(int cpu);

} // namespace epsilonlab::threads
