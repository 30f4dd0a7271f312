// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sections.h"

#include "api/catalogue.h"
#include "api/engine.h"
#include "api/export.h"
#include "report/sentences.h"

#include <algorithm>
#include <set>

namespace epsilonlab {

using namespace document;

namespace {
std::string shortHash(const std::string& sha256)
{
    return sha256.empty() ? "unknown" : sha256;
}

std::vector<double> summaryEpsilons(const EvaluationReport& evaluation)
{
    std::vector<double> epsilons = evaluation.request.epsilons;
    std::sort(epsilons.begin(), epsilons.end());
    epsilons.erase(std::remove(epsilons.begin(), epsilons.end(), 0.0), epsilons.end());
    if (epsilons.size() <= 3)
        return epsilons;
    return {epsilons[epsilons.size() / 3], epsilons[epsilons.size() * 2 / 3], epsilons.back()};
}

std::string accuracyAt(const Curve& curve, double epsilon)
{
    for (const CurvePoint& point : curve.points)
        if (point.epsilon == epsilon)
            return countedAccuracy(point.correct, point.n);
    return "not measured";
}

Table summaryTable(const EvaluationReport& evaluation)
{
    Table table{"Accuracy with 95 % Wilson intervals; n images each, the same ones in every cell.",
        {"Network", "Attack", "Clean"}, {}};
    const std::vector<double> epsilons = summaryEpsilons(evaluation);
    for (const double epsilon : epsilons)
        table.header.push_back("\u03b5 " + epsilonText(epsilon));
    table.header.push_back("Median smallest \u03b5");
    for (const Curve& curve : evaluation.curves) {
        std::vector<std::string> row
            = {curve.modelName, attackTitle(curve.attack.attackId) + ", " + normTitle(curve.attack),
                countedAccuracy(curve.cleanCorrect, curve.n)};
        for (const double epsilon : epsilons)
            row.push_back(accuracyAt(curve, epsilon));
        row.push_back("not measured");
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<std::string> notTested(const EvaluationReport& evaluation)
{
    std::set<std::string> used;
    std::set<std::string> norms;
    for (const Curve& curve : evaluation.curves) {
        used.insert(curve.attack.attackId);
        norms.insert(normTitle(curve.attack));
    }
    std::string others;
    for (const AttackInfo& attack : catalogue::attacks())
        if (!used.contains(attack.id))
            others += (others.empty() ? "" : ", ") + attack.title;
    std::string tested;
    for (const std::string& norm : norms)
        tested += (tested.empty() ? "" : ", ") + norm;
    std::vector<std::string> items = {"Distances other than " + (tested.empty() ? "none" : tested) + ".",
        "Changes that are no small perturbation: shifts, rotations, other handwriting.",
        "Attacks made for these networks in particular, and defences that an attacker could aim at."};
    if (!others.empty())
        items.insert(items.begin(), "Other attacks this program has: " + others + ".");
    return items;
}

Table attackTable(const EvaluationReport& evaluation)
{
    Table table{"Settings of the attacks.", {"Attack", "Settings", "Source"}, {}};
    std::set<std::string> seen;
    for (const Curve& curve : evaluation.curves) {
        const std::string settings = settingsText(curve.attack);
        if (!seen.insert(curve.attack.attackId + settings).second)
            continue;
        std::string source;
        for (const AttackInfo& attack : catalogue::attacks())
            if (attack.id == curve.attack.attackId)
                source = attack.source;
        table.rows.push_back({attackTitle(curve.attack.attackId), settings, source});
    }
    return table;
}
}

Section titleSection(const ReportData& data)
{
    const EvaluationReport& evaluation = data.evaluation;
    Table facts{"", {"What", "Value"}, {}};
    facts.rows = {{"Created", data.created}, {"Program", data.program + " " + data.version},
        {"libtorch", libtorchVersion()},
        {"Device", "cpu, " + std::to_string(evaluation.threads) + " threads"},
        {"Data set", evaluation.datasetName}, {"SHA-256 of the data", shortHash(evaluation.datasetSha256)},
        {"Images", "n = " + countText(evaluation.n)},
        {"Computing time", durationText(evaluation.wallSeconds)}};
    std::set<std::uint64_t> seeds;
    for (const Curve& curve : evaluation.curves)
        seeds.insert(curve.attack.seed);
    for (const std::uint64_t seed : seeds)
        facts.rows.push_back({"Seed", std::to_string(seed)});
    Table models{"Networks.", {"Network", "Weights", "SHA-256", "File"}, {}};
    for (const ModelInfo& model : evaluation.models)
        models.rows.push_back({model.name, countText(model.parameterCount), shortHash(model.sha256),
            model.path.empty() ? "built in (" + model.id + ")" : model.path});
    return {"about", "What this is about", {facts, models}};
}

Section summarySection(const ReportData& data)
{
    Section section{"summary", "Summary", {}};
    if (!data.evaluation.isComplete)
        section.blocks.push_back(Paragraph{"The measurement was stopped early: every figure is about the n = "
            + countText(data.evaluation.n) + " images that were finished."});
    for (const Curve& curve : data.evaluation.curves)
        section.blocks.push_back(Paragraph{curveSentence(curve)});
    section.blocks.push_back(summaryTable(data.evaluation));
    return section;
}

Section settingsSection(const ReportData& data)
{
    Section section{"what-was-done", "What was done", {}};
    section.blocks.push_back(Paragraph{"Threat model: the attacker knows the network and its weights and "
                                       "changes the pixels of each image by at "
                                       "most \u03b5 in the distance named with the attack; pixels stay "
                                       "between 0 (black) and 1 (white). \u03b5 is "
                                       "given in these units and, in brackets, in steps of 1/255."});
    section.blocks.push_back(
        Paragraph{"Every network and every attack saw the same images. An image that a network misreads "
                  "before the attack "
                  "counts as wrong at every \u03b5 and never as a success of the attack."});
    section.blocks.push_back(attackTable(data.evaluation));
    section.blocks.push_back(Paragraph{"What was not tested:"});
    section.blocks.push_back(Listing{notTested(data.evaluation)});
    return section;
}

Section examplesSection(const ReportData& data)
{
    Section section{"examples", "Examples", {}};
    if (data.exampleResult.models.empty()) {
        section.blocks.push_back(Paragraph{"Not measured: this report holds no example."});
        return section;
    }
    const std::string label
        = data.example.label < 0 ? std::string("unknown") : std::to_string(data.example.label);
    section.blocks.push_back(
        Paragraph{(data.isOwnPicture ? "A picture of one's own, not of the data set"
                                     : "Image " + std::to_string(data.example.index) + " of the data set")
            + ", label " + label + "."});
    section.blocks.push_back(
        FigurePlace{"examples", "No picture: figures are drawn by builds with the window."});
    Listing sentences;
    for (std::size_t i = 0; i < data.exampleResult.models.size(); ++i)
        sentences.items.push_back(previewSentence(data.exampleResult, i));
    section.blocks.push_back(sentences);
    if (data.exampleRandom.models.empty()) {
        section.blocks.push_back(Paragraph{
            "No random change to compare with: none was made, as where a network misreads the clean picture."});
        return section;
    }
    section.blocks.push_back(Paragraph{
        "The control: a change in a random direction, of the size that the attack's has or may have."});
    section.blocks.push_back(
        FigurePlace{"random", "No picture: figures are drawn by builds with the window."});
    Listing controls;
    for (const ModelPreview& model : data.exampleRandom.models)
        controls.items.push_back(randomSentence(model));
    section.blocks.push_back(controls);
    return section;
}

} // namespace epsilonlab
