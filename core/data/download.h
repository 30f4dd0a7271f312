// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace epsilonlab {

enum class Transport { HttpsOnly, PlainHttpToo };

struct DownloadOptions
{
    Transport transport = Transport::HttpsOnly; ///< redirections obey it as well
    std::uintmax_t mostBytes = 0; ///< a server that sends more is cut off
    std::function<void(std::uintmax_t have, std::uintmax_t total)> progress; ///< total 0: not known
    std::stop_token stop;
};

enum class DownloadOutcome {
    Complete,
    NotThere ///< the server knows no such file (404, 403 or 410)
};

/// Downloads to `part`, which is appended to where it exists: the server is asked for the rest only. A
/// connection that breaks is taken up again as long as each try brings something. Whether the content is the
/// right one is for the caller to find out. Throws Error(Network); what arrived stays in `part`. Blocks;
/// looks at the stop token at least once a second.
[[nodiscard]] DownloadOutcome download(
    const std::string& url, const std::filesystem::path& part, const DownloadOptions& options);

/// The error of a download that was asked to stop.
[[noreturn]] void failStopped();

} // namespace epsilonlab
