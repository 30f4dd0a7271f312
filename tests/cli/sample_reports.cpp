// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sample_reports.h"

namespace epsilonlab::samples {

namespace {
ModelInfo model(const std::string& id, const std::string& name)
{
    ModelInfo info;
    info.id = id;
    info.name = name;
    info.sha256 = std::string(64, 'a');
    info.parameterCount = 166406;
    return info;
}

AttackSettings settings()
{
    AttackSettings attack;
    attack.attackId = "pgd";
    attack.values = {{"norm", std::string("linf")}, {"epsilon", 0.3}, {"steps", std::int64_t{40}},
        {"step-size", 0.0}, {"random-start", true}};
    attack.seed = 7;
    return attack;
}

Curve curve(const std::string& id, const std::string& name, std::int64_t atHalf, std::int64_t atEnd)
{
    Curve made;
    made.modelId = id;
    made.modelName = name;
    made.attack = settings();
    made.n = 200;
    made.cleanCorrect = 198;
    made.points = {{0.0, 200, 198}, {0.15, 200, atHalf}, {0.3, 200, atEnd}};
    return made;
}
}

AttackReport attackReport()
{
    AttackReport report;
    report.model = model("standard", "Standard");
    report.datasetName = "sample:test[0:256]";
    report.datasetSha256 = std::string(64, 'b');
    report.request.model = "standard";
    report.request.attack = settings();
    report.threads = 2;
    report.n = 256;
    report.cleanCorrect = 252;
    report.robustCorrect = 37;
    report.attacked = 252;
    report.successes = 215;
    report.meanLinf = 0.3;
    report.wallSeconds = 0.5;
    report.perImage = {{0, 7, 7, 3, true, 0.3, 5.25, 90.5, 400}, {1, 2, 3, 3, false, 0.0, 0.0, 0.0, 0}};
    return report;
}

EvaluationReport evaluationReport()
{
    EvaluationReport report;
    report.request.epsilons = {0.0, 0.15, 0.3};
    report.models = {model("standard", "Standard"), model("file:a,b.safetensors", "<Mine>, \"best\"")};
    report.datasetName = "sample:test[0:200]";
    report.datasetSha256 = std::string(64, 'b');
    report.threads = 2;
    report.n = 200;
    report.wallSeconds = 1.25;
    report.curves
        = {curve("standard", "Standard", 20, 0), curve("file:a,b.safetensors", "<Mine>, \"best\"", 190, 180)};
    report.curves[0].warnings = {{"zero-gradient", "The gradient is zero on 3 images & more."}};
    return report;
}

ReportData reportData()
{
    ReportData data;
    data.evaluation = evaluationReport();
    data.example.label = 7;
    data.example.index = 17;
    ModelPreview fooled;
    fooled.modelId = "standard";
    fooled.modelName = "Standard";
    fooled.label = 7;
    fooled.cleanClass = 7;
    fooled.adversarialClass = 3;
    fooled.cleanProbabilities = {0, 0, 0, 0, 0, 0, 0, 1.0F, 0, 0};
    fooled.adversarialProbabilities = {0, 0, 0, 0.872F, 0, 0, 0, 0.128F, 0, 0};
    fooled.verdict = Verdict::Fooled;
    fooled.distances.linf = 0.15;
    data.exampleResult.request.attack = settings();
    data.exampleResult.request.attack.values["epsilon"] = 0.15;
    data.exampleResult.models = {fooled};
    data.program = "epsilonlab";
    data.version = "0.1.0";
    data.created = "2026-01-02 03:04:05 UTC";
    data.commandLine = "epsilonlab report --model Standard --out 'r&d.html'";
    return data;
}

} // namespace epsilonlab::samples
