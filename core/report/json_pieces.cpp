// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_pieces.h"

#include "api/engine.h"

#include <cmath>
#include <variant>

namespace epsilonlab {

ordered_json headJson(const std::string& command)
{
    return {{"program", "epsilonlab"}, {"version", programVersion()}, {"command", command}};
}

ordered_json modelJson(const ModelInfo& model)
{
    // A shipped network has no path; its id is what --model takes in place of one.
    return {{"path", model.path.empty() ? model.id : model.path}, {"sha256", model.sha256},
        {"name", model.name}, {"parameters", model.parameterCount}};
}

ordered_json datasetJson(const std::string& name, std::int64_t n, const std::string& sha256)
{
    return {{"name", name}, {"n", n}, {"sha256", sha256}};
}

ordered_json attackJson(const AttackSettings& attack)
{
    return {{"id", attack.attackId}, {"parameters", parametersJson(attack.values)}};
}

ordered_json parametersJson(const ParameterSet& values)
{
    ordered_json json = ordered_json::object();
    for (const auto& [id, value] : values) {
        if (const double* real = std::get_if<double>(&value))
            json[id] = numberJson(*real);
        else
            std::visit([&json, &key = id](const auto& plain) { json[key] = plain; }, value);
    }
    return json;
}

ordered_json warningsJson(const std::vector<Warning>& warnings)
{
    ordered_json json = ordered_json::array();
    for (const Warning& warning : warnings)
        json.push_back({{"code", warning.code}, {"message", warning.message}});
    return json;
}

void addMachine(ordered_json& json, int threads)
{
    json["threads"] = threads;
    json["device"] = "cpu";
    json["libtorch"] = libtorchVersion();
}

ordered_json numberJson(double value)
{
    return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

ordered_json shareJson(std::int64_t part, std::int64_t n)
{
    return n > 0 ? ordered_json(static_cast<double>(part) / static_cast<double>(n)) : ordered_json(nullptr);
}

ordered_json intervalJson(std::int64_t successes, std::int64_t n)
{
    const Interval interval = wilsonInterval(successes, n);
    return ordered_json::array({interval.low, interval.high});
}

std::string dumped(const ordered_json& json)
{
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace epsilonlab
