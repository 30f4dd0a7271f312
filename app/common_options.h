// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/engine.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace epsilonlab {

/// Options that most subcommands share.
struct CommonOptions
{
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: one per processor
    std::string device = "cpu";
    std::int64_t limit = 0; ///< images; 0: all
    std::int64_t batchSize = 0; ///< 0: the default
    bool isQuiet = false;
    bool isTrusting = false; ///< TorchScript files named on the command line may run

    void addTo(CLI::App& app);
    void addQuietTo(CLI::App& app); ///< of subcommands that compute nothing
    void addTrustTo(CLI::App& app); ///< of subcommands that take a model

    /// Throws Error(BadParameter) for a device this program cannot use.
    EngineOptions engineOptions() const;
};

/// For CLI::Option::check: a whole number from `low` to `high`, said in a sentence if it is not.
CLI::Validator wholeNumber(std::int64_t low, std::int64_t high);

} // namespace epsilonlab
