// SPDX-License-Identifier: GPL-3.0-or-later
#include "common_options.h"

#include <charconv>
#include <limits>

namespace epsilonlab {

CLI::Validator wholeNumber(std::int64_t low, std::int64_t high)
{
    const auto check = [low, high](const std::string& text) -> std::string {
        std::int64_t value = 0;
        const char* end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data(), end, value);
        if (parsed.ec == std::errc() && parsed.ptr == end && value >= low && value <= high)
            return {};
        const bool isOpen = high == std::numeric_limits<std::int64_t>::max();
        return text + " is not allowed. Give a whole number "
            + (isOpen ? "of at least " + std::to_string(low)
                      : "from " + std::to_string(low) + " to " + std::to_string(high))
            + ".";
    };
    return CLI::Validator(check, "", "wholeNumber");
}

void CommonOptions::addTo(CLI::App& app)
{
    constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::max();
    const std::string group = "Common options";
    app.add_option("--seed", seed, "Start of every random number; the same seed gives the same result [1]")
        ->check(wholeNumber(0, kAny))
        ->type_name("N")
        ->group(group);
    app.add_option(
           "--threads", threads, "Computing threads; 0: one per processor. Results do not depend on it [0]")
        ->check(wholeNumber(0, 1024))
        ->type_name("N")
        ->group(group);
    app.add_option("--device", device, "cpu; this version computes on the processor only [cpu]")
        ->type_name("NAME")
        ->group(group);
    app.add_option("--limit", limit, "Use only the first N images; 0: all [0]")
        ->check(wholeNumber(0, kAny))
        ->type_name("N")
        ->group(group);
    app.add_option("--batch-size", batchSize, "Images computed at once; 0: automatic [0]")
        ->check(wholeNumber(0, 65536))
        ->type_name("N")
        ->group(group);
    addQuietTo(app);
}

void CommonOptions::addQuietTo(CLI::App& app)
{
    app.add_flag("--quiet", isQuiet, "No progress on standard error")->group("Common options");
}

void CommonOptions::addTrustTo(CLI::App& app)
{
    app.add_flag("--trust", isTrusting,
        "Open TorchScript files (.pt) although they are code, from whoever wrote them; remembered by SHA-256");
}

EngineOptions CommonOptions::engineOptions() const
{
    if (device != "cpu")
        throw Error(ErrorCode::BadParameter,
            "The device " + device
                + " cannot be used: this version computes on the processor only. Leave --device "
                + "out or give --device cpu.");
    EngineOptions options;
    options.workers = threads;
    options.isQuiet = isQuiet;
    return options;
}

} // namespace epsilonlab
