// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/compare.h"

#include "api/catalogue.h"
#include "api/error.h"
#include "api/export.h"
#include "report/json_pieces.h"

#include <algorithm>
#include <optional>

namespace epsilonlab::compare {

namespace {

const char* const kDataset = "dataset";

/// Every id that a recipe of one of the runs may have, each once, as a recipe describes them.
std::vector<std::string> knownIds(const std::vector<RunInfo>& runs)
{
    std::vector<std::string> ids{kDataset};
    const auto add = [&ids](const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    };
    for (const ParameterSpec& spec : catalogue::recipeParameters())
        add(spec.id);
    for (const RunInfo& run : runs)
        for (const auto& entry : run.recipe)
            add(entry.first);
    return ids;
}

std::vector<ParameterSpec> specsOf(const RunInfo& run)
{
    const auto objective = run.recipe.find("objective");
    if (objective == run.recipe.end())
        return catalogue::recipeParameters();
    try {
        return catalogue::recipeParametersFor(parameterText(objective->second));
    } catch (const Error&) {
        return catalogue::recipeParameters(); // a later version wrote it
    }
}

std::string quoted(const std::string& words)
{
    std::string out(1, '"');
    for (const char c : words)
        out.append(c == '"' ? 2 : 1, c); // RFC 4180
    out += '"';
    return out;
}

/// Rows of one run; what they share is put together once.
class RunRows
{
public:
    RunRows(const RunInfo& run, std::string& csv)
        : m_csv(csv)
        , m_head(quoted(run.path.string()) + ',' + quoted(run.recipeName) + ',' + quoted(run.dataset) + ',')
    {
    }

    void add(const TrainingPoint& point)
    {
        m_place = shortestText(static_cast<double>(point.step)) + ',' + shortestText(point.epoch) + ','
            + shortestText(point.seconds) + ',';
        const std::string n = point.n > 0 ? std::to_string(point.n) : std::string();
        add("batch_loss", n, {}, point.loss);
        add("batch_accuracy", n, {}, point.accuracy);
        add("lr", {}, {}, point.lr);
        add("epsilon", {}, {}, point.epsilon);
        add("images_per_second", {}, {}, point.imagesPerSecond);
    }

    void add(const TrainingEpoch& epoch)
    {
        m_place = std::to_string(epoch.step) + ',' + std::to_string(epoch.epoch) + ','
            + shortestText(epoch.seconds) + ',';
        add("train_loss", {}, {}, epoch.trainLoss);
        add("train_accuracy", {}, {}, epoch.trainAccuracy);
        if (epoch.validationN > 0) {
            const std::string n = std::to_string(epoch.validationN);
            add("validation_loss", n, {}, epoch.validationLoss);
            add("validation_accuracy", n, {}, epoch.validationAccuracy);
        }
        if (epoch.attackedN > 0) {
            const std::string n = std::to_string(epoch.attackedN);
            add("fgsm_accuracy", n, epoch.attackEpsilon, epoch.fgsmAccuracy);
            add("pgd10_accuracy", n, epoch.attackEpsilon, epoch.pgdAccuracy);
        }
    }

private:
    void add(const char* curve, const std::string& n, std::optional<double> epsilon, double value)
    {
        m_csv.append(m_head).append(curve).append(1, ',').append(m_place).append(n).append(1, ',');
        if (epsilon)
            m_csv += shortestText(*epsilon);
        m_csv.append(1, ',').append(shortestText(value)).append(1, '\n');
    }

    std::string& m_csv;
    std::string m_head, m_place;
};

} // namespace

std::string valueText(const RunInfo& run, const std::string& id)
{
    if (id == kDataset)
        return run.dataset;
    const auto found = run.recipe.find(id);
    return found == run.recipe.end() ? std::string() : parameterText(found->second);
}

std::string titleOf(const RunInfo& run, const std::string& id)
{
    if (id == kDataset)
        return "Data";
    for (const ParameterSpec& spec : specsOf(run))
        if (spec.id == id)
            return spec.title;
    return id;
}

std::vector<std::string> differences(const std::vector<RunInfo>& runs)
{
    std::vector<std::string> ids = runs.size() < 2 ? std::vector<std::string>{} : knownIds(runs);
    std::erase_if(ids, [&runs](const std::string& id) {
        return std::all_of(runs.begin(), runs.end(),
            [&](const RunInfo& run) { return valueText(run, id) == valueText(runs.front(), id); });
    });
    return ids;
}

std::string toCsv(const std::vector<RunRecord>& runs)
{
    std::string csv = "run,recipe,dataset,curve,step,epoch,seconds,n,attack_epsilon,value\n";
    for (const RunRecord& run : runs) {
        RunRows rows(run.info, csv);
        for (const TrainingPoint& point : run.points)
            rows.add(point);
        for (const TrainingEpoch& epoch : run.epochs)
            rows.add(epoch);
    }
    return csv;
}

std::string toJson(const std::vector<RunRecord>& runs)
{
    std::vector<RunInfo> infos;
    ordered_json json = headJson("compare");
    ordered_json list = ordered_json::array();
    for (const RunRecord& run : runs) {
        infos.push_back(run.info);
        list.push_back(ordered_json::parse(epsilonlab::toJson(run)));
    }
    json["differences"] = differences(infos);
    json["runs"] = std::move(list);
    return dumped(json);
}

} // namespace epsilonlab::compare
