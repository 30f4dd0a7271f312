// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace epsilonlab {

/// How far a run is, besides its weights: what state.safetensors keeps in its metadata, so that a run that
/// goes on after a kill says the same numbers as one that never stopped.
struct RunProgress
{
    std::int64_t step = 0;
    double seconds = 0.0;
    double lr = 0.0; ///< set by hand; 0: the recipe's
    double lossSum = 0.0; ///< over the current epoch
    std::int64_t correct = 0, n = 0; ///< over the current epoch
    std::string metrics; ///< of the last whole epoch, JSON
    std::int64_t bestEpoch = 0; ///< early stopping: 0 before the first
    double bestAccuracy = 0.0;
    std::string bestMetrics;

    /// Epochs up to that step are measured; that of the present step is not while its sums are there.
    std::int64_t measuredStep() const { return n > 0 ? step - 1 : step; }

    std::map<std::string, std::string> metadata() const;
    static RunProgress from(const std::map<std::string, std::string>& metadata);
};

} // namespace epsilonlab
