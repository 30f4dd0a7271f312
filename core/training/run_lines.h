// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/runs.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace epsilonlab {

/// The lines of metrics.jsonl and events.jsonl (formats.md, "Run directory"), both ways: what is written is
/// what is read.
std::string lineOf(const TrainingPoint& point);
std::string lineOf(const TrainingEpoch& epoch);
std::string lineOf(const TrainingFlag& flag);

/// Fields that are missing keep their default; null, which is how JSON writes NaN, becomes NaN.
TrainingPoint pointOf(const nlohmann::json& line);
TrainingEpoch epochOf(const nlohmann::json& line);
TrainingFlag flagOf(const nlohmann::json& line);

} // namespace epsilonlab
