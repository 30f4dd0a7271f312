// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_progress.h"

#include "api/export.h"

#include <charconv>

namespace epsilonlab {

std::map<std::string, std::string> RunProgress::metadata() const
{
    return {{"step", std::to_string(step)}, {"seconds", shortestText(seconds)}, {"lr", shortestText(lr)},
        {"epoch_loss", shortestText(lossSum)}, {"epoch_correct", std::to_string(correct)},
        {"epoch_n", std::to_string(n)}, {"metrics", metrics}, {"best_epoch", std::to_string(bestEpoch)},
        {"best_accuracy", shortestText(bestAccuracy)}, {"best_metrics", bestMetrics}};
}

RunProgress RunProgress::from(const std::map<std::string, std::string>& metadata)
{
    const auto text = [&metadata](const char* key) {
        const auto found = metadata.find(key);
        return found == metadata.end() ? std::string() : found->second;
    };
    // from_chars, because strtod follows the locale.
    const auto whole = [&text](const char* key) {
        const std::string digits = text(key);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    };
    const auto real = [&text](const char* key) {
        const std::string digits = text(key);
        double value = 0.0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    };
    return {whole("step"), real("seconds"), real("lr"), real("epoch_loss"), whole("epoch_correct"),
        whole("epoch_n"), text("metrics"), whole("best_epoch"), real("best_accuracy"), text("best_metrics")};
}

} // namespace epsilonlab
