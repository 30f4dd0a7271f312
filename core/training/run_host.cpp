// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_host.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <climits>
#include <cstdlib>
#include <ctime>

namespace epsilonlab {

namespace {

constexpr std::time_t kQuiet = 60; // seconds

bool isFresh(const std::filesystem::path& file)
{
    struct stat status
    {
    };
    // Two machines' clocks may differ in either direction, but not by much.
    return ::stat(file.c_str(), &status) == 0 && std::abs(std::time(nullptr) - status.st_mtime) < kQuiet;
}

} // namespace

std::string thisHost()
{
    std::array<char, HOST_NAME_MAX + 1> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : std::string();
}

bool isGrowingElsewhere(const std::filesystem::path& run, const std::string& host)
{
    return !host.empty() && host != thisHost()
        && (isFresh(run / "metrics.jsonl") || isFresh(run / "state.safetensors"));
}

} // namespace epsilonlab
