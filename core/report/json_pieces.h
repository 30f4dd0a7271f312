// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace epsilonlab {

using nlohmann::ordered_json;

/// The parts that every result has in common; keys of formats.md.
ordered_json headJson(const std::string& command); ///< program, version, command
ordered_json modelJson(const ModelInfo& model);
ordered_json datasetJson(const std::string& name, std::int64_t n, const std::string& sha256);
ordered_json attackJson(const AttackSettings& attack); ///< id and every parameter
ordered_json parametersJson(const ParameterSet& values);
ordered_json warningsJson(const std::vector<Warning>& warnings);
void addMachine(ordered_json& json, int threads); ///< threads, device, libtorch

ordered_json numberJson(double value); ///< null where it is not finite
ordered_json shareJson(std::int64_t part, std::int64_t n); ///< null where n is 0
ordered_json intervalJson(std::int64_t successes, std::int64_t n);

/// Indented text with a newline at the end; bytes that are not UTF-8 (paths) are replaced.
std::string dumped(const ordered_json& json);

} // namespace epsilonlab
