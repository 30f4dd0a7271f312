// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/thread_setup.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace epsilonlab::threads {

void setName(const std::string& name)
{
    constexpr std::size_t kLongest = 15; // TASK_COMM_LEN without the closing zero; longer names are refused
    pthread_setname_np(pthread_self(), name.substr(0, kLongest).c_str());
}

void setNiceness(int niceness)
{
    // On Linux, against POSIX, niceness belongs to the thread: setpriority(2), "C library/kernel
    // differences".
    const auto thread = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, thread, std::max(niceness, getpriority(PRIO_PROCESS, thread)));
}

std::vector<int> allowedCpus()
{
    cpu_set_t mask;
    CPU_ZERO(&mask);
    std::vector<int> cpus;
    // The mask of the main thread: the calling one may itself be pinned.
    if (sched_getaffinity(getpid(), sizeof(mask), &mask) == 0)
        for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
            if (CPU_ISSET(static_cast<std::size_t>(cpu), &mask))
                cpus.push_back(cpu);
    if (cpus.empty())
        cpus.push_back(0);
    return cpus;
}

void pinTo(int cpu)
{
    cpu_set_t mask;
    CPU_ZERO(&mask);
    CPU_SET(static_cast<std::size_t>(cpu), &mask);
    pthread_setaffinity_np(pthread_self(), sizeof(mask), &mask);
}

} // namespace epsilonlab::threads
