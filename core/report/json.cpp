// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_pieces.h"

#include "api/engine.h"
#include "api/export.h"

#include <cmath>

namespace epsilonlab {

namespace {
ordered_json perImageJson(const std::vector<PerImage>& images)
{
    ordered_json rows = ordered_json::array();
    for (const PerImage& image : images)
        rows.push_back({{"index", image.index}, {"label", image.label}, {"clean", image.clean},
            {"adversarial", image.adversarial}, {"success", image.success}, {"linf", numberJson(image.linf)},
            {"l2", numberJson(image.l2)}, {"l1", numberJson(image.l1)}, {"l0", image.l0}});
    return rows;
}

void addCounts(ordered_json& json, const AttackReport& report)
{
    json["n"] = report.n;
    json["clean_correct"] = report.cleanCorrect;
    json["robust_correct"] = report.robustCorrect;
    json["robust_accuracy"] = shareJson(report.robustCorrect, report.n);
    json["robust_accuracy_ci95"] = intervalJson(report.robustCorrect, report.n);
    json["attacked"] = report.attacked;
    json["successes"] = report.successes;
    json["success_rate"] = shareJson(report.successes, report.attacked);
}

void addUniversal(ordered_json& json, const AttackReport& report)
{
    if (!report.universal)
        return;
    const UniversalCounts& counts = *report.universal;
    json["universal"] = {{"crafted", counts.crafted}, {"crafted_fooled", counts.craftedFooled},
        {"crafted_fooling_rate", shareJson(counts.craftedFooled, counts.crafted)},
        {"held_out", counts.heldOut}, {"held_out_fooled", counts.heldOutFooled},
        {"held_out_fooling_rate", shareJson(counts.heldOutFooled, counts.heldOut)},
        {"held_out_fooling_rate_ci95", intervalJson(counts.heldOutFooled, counts.heldOut)}};
}

void addComponents(ordered_json& json, const AttackReport& report)
{
    if (report.components.empty())
        return;
    json["components"] = ordered_json::array();
    for (const ComponentCounts& component : report.components)
        json["components"].push_back(
            {{"id", component.id}, {"attacked", component.attacked}, {"broken", component.broken}});
}

void addMeasures(ordered_json& json, const AttackReport& report)
{
    json["mean_linf"] = numberJson(report.meanLinf);
    json["mean_l2"] = numberJson(report.meanL2);
    json["median_l2"] = numberJson(report.medianL2);
    json["distance_norm"] = report.distanceNorm;
    json["median_distance"] = numberJson(report.medianDistance); // null: more than half of the attacks failed
    json["max_linf"] = numberJson(report.maxLinf);
    json["min_pixel"] = numberJson(report.minPixel);
    json["max_pixel"] = numberJson(report.maxPixel);
    json["gradient_evaluations"] = report.gradientEvaluations;
    json["forward_evaluations"] = report.forwardEvaluations;
    json["wall_seconds"] = numberJson(report.wallSeconds);
    json["images_per_second"] = numberJson(static_cast<double>(report.n) / report.wallSeconds);
}

ordered_json curveJson(const Curve& curve)
{
    AttackSettings attack = curve.attack;
    attack.values.erase("epsilon"); // each point has its own
    ordered_json points = ordered_json::array();
    for (const CurvePoint& point : curve.points)
        points.push_back({{"epsilon", numberJson(point.epsilon)}, {"n", point.n}, {"correct", point.correct},
            {"accuracy", shareJson(point.correct, point.n)},
            {"accuracy_ci95", intervalJson(point.correct, point.n)}});
    return {{"model", curve.modelName}, {"model_id", curve.modelId}, {"attack", attackJson(attack)},
        {"seed", attack.seed}, {"n", curve.n}, {"clean_correct", curve.cleanCorrect},
        {"clean_accuracy", shareJson(curve.cleanCorrect, curve.n)},
        {"clean_accuracy_ci95", intervalJson(curve.cleanCorrect, curve.n)}, {"points", points},
        {"warnings", warningsJson(curve.warnings)}};
}

ordered_json measuredJson(const LossAndAccuracy& measured)
{
    const auto correct
        = static_cast<std::int64_t>(std::llround(measured.accuracy * static_cast<double>(measured.n)));
    return {{"n", measured.n}, {"loss", numberJson(measured.loss)},
        {"accuracy", numberJson(measured.accuracy)}, {"accuracy_ci95", intervalJson(correct, measured.n)}};
}
}

std::string toJson(const AttackReport& report, bool withPerImage)
{
    ordered_json json = headJson("attack");
    json["model"] = modelJson(report.model);
    json["dataset"] = datasetJson(report.datasetName, report.n, report.datasetSha256);
    json["attack"] = attackJson(report.request.attack);
    json["seed"] = report.request.attack.seed;
    addMachine(json, report.threads);
    addCounts(json, report);
    addUniversal(json, report);
    addComponents(json, report);
    addMeasures(json, report);
    std::vector<Warning> warnings = report.warnings;
    if (!report.isComplete)
        warnings.push_back({"stopped",
            "Stopped early: every figure is about the " + std::to_string(report.n)
                + " images that were finished."});
    json["warnings"] = warningsJson(warnings);
    if (withPerImage)
        json["per_image"] = perImageJson(report.perImage);
    return dumped(json);
}

std::string toJson(const EvaluationReport& report)
{
    ordered_json json = headJson("evaluate");
    json["models"] = ordered_json::array();
    for (const ModelInfo& model : report.models)
        json["models"].push_back(modelJson(model));
    json["dataset"] = datasetJson(report.datasetName, report.n, report.datasetSha256);
    addMachine(json, report.threads);
    json["n"] = report.n;
    json["complete"] = report.isComplete;
    json["epsilons"] = report.request.epsilons;
    json["gradient_evaluations"] = report.gradientEvaluations;
    json["forward_evaluations"] = report.forwardEvaluations;
    json["wall_seconds"] = numberJson(report.wallSeconds);
    json["curves"] = ordered_json::array();
    for (const Curve& curve : report.curves)
        json["curves"].push_back(curveJson(curve));
    return dumped(json);
}

std::string toJson(const TrainReport& report)
{
    ordered_json json = headJson("train");
    json["model"] = modelJson(report.model);
    json["dataset"] = datasetJson(report.datasetName, report.datasetCount, report.datasetSha256);
    if (const auto seed = report.request.recipe.find("seed"); seed != report.request.recipe.end())
        json["seed"] = std::get<std::int64_t>(seed->second);
    json["recipe"] = {{"name", report.request.recipeName}, {"values", parametersJson(report.request.recipe)}};
    json["run_directory"] = report.request.runDirectory.string();
    addMachine(json, report.threads);
    json["epochs_done"] = report.epochsDone;
    json["steps"] = report.steps;
    json["wall_seconds"] = numberJson(report.seconds);
    json["images_per_second"] = numberJson(report.imagesPerSecond);
    json["complete"] = report.isComplete;
    json["original"] = report.hasFinalEvaluation ? measuredJson(report.original) : ordered_json(nullptr);
    json["adversarial"] = nullptr;
    if (report.hasFinalEvaluation) {
        json["adversarial"] = measuredJson(report.adversarial);
        json["adversarial"]["attack"] = {{"id", "pgd"},
            {"parameters", {{"epsilon", numberJson(report.finalEpsilon)}, {"steps", report.finalSteps}}}};
    }
    return dumped(json);
}

} // namespace epsilonlab
