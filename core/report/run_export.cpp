// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/export.h"

#include "report/json_pieces.h"
#include "training/run_lines.h"

#include <array>

namespace epsilonlab {

namespace {

constexpr std::array kColumns{"kind", "step", "epoch", "seconds", "loss", "accuracy", "lr", "epsilon",
    "images_per_second", "train_loss", "train_accuracy", "validation_n", "validation_loss",
    "validation_accuracy", "attacked_n", "attack_epsilon", "fgsm_accuracy", "pgd10_accuracy", "code",
    "message", "n"};

/// As in the run folder: what is exported and what is kept have the same names.
template <class Entry> std::vector<ordered_json> linesOf(const std::vector<Entry>& entries)
{
    std::vector<ordered_json> lines;
    lines.reserve(entries.size());
    for (const Entry& entry : entries)
        lines.push_back(ordered_json::parse(lineOf(entry)));
    return lines;
}

std::string cell(const ordered_json& value)
{
    if (value.is_null())
        return {};
    if (!value.is_string())
        return value.dump();
    std::string quoted(1, '"');
    for (const char c : value.get_ref<const std::string&>())
        quoted.append(c == '"' ? 2 : 1, c); // RFC 4180
    quoted += '"';
    return quoted;
}

std::string rowOf(const ordered_json& line)
{
    std::string row;
    for (const char* column : kColumns) {
        if (column != kColumns.front())
            row += ',';
        if (line.contains(column))
            row += cell(line[column]);
    }
    row += '\n';
    return row;
}

} // namespace

std::string toJson(const RunRecord& run)
{
    ordered_json json = headJson("train");
    json["recipe"] = run.info.recipeName;
    json["values"] = parametersJson(run.info.recipe);
    json["dataset"] = run.info.dataset;
    json["run"] = run.info.path.string();
    json["total_steps"] = run.info.totalSteps;
    json["points"] = linesOf(run.points);
    json["epochs"] = linesOf(run.epochs);
    json["events"] = linesOf(run.flags);
    return dumped(json);
}

std::string toCsv(const RunRecord& run)
{
    std::string csv;
    for (const char* column : kColumns)
        csv.append(column).append(column == kColumns.back() ? "\n" : ",");
    for (const ordered_json& line : linesOf(run.points))
        csv += rowOf(line);
    for (const ordered_json& line : linesOf(run.epochs))
        csv += rowOf(line);
    for (ordered_json line : linesOf(run.flags)) {
        line["kind"] = "event";
        csv += rowOf(line);
    }
    return csv;
}

} // namespace epsilonlab
