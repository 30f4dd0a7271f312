// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/export.h"

#include <algorithm>

namespace epsilonlab {

namespace {
/// RFC 4180: a field with a comma, a quote or a line break stands in quotes.
std::string field(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string parametersText(const ParameterSet& values)
{
    std::string text;
    for (const auto& [id, value] : values)
        if (id != "epsilon") // has a column of its own
            text += (text.empty() ? "" : ";") + id + "=" + parameterText(value);
    return text;
}

std::string sha256Of(const EvaluationReport& report, const std::string& modelId)
{
    const auto found = std::find_if(
        report.models.begin(), report.models.end(), [&](const auto& m) { return m.id == modelId; });
    return found == report.models.end() ? std::string() : found->sha256;
}

std::string joined(const std::vector<std::string>& fields)
{
    std::string line;
    for (const std::string& text : fields)
        line += field(text) + ",";
    line.back() = '\n';
    return line;
}
}

std::string toCsv(const EvaluationReport& report)
{
    std::string csv = "model,model_sha256,dataset,attack,parameters,seed,epsilon,n,correct,accuracy,"
                      "accuracy_ci95_low,accuracy_ci95_high,clean_correct,complete\n";
    for (const Curve& curve : report.curves) {
        for (const CurvePoint& point : curve.points) {
            const Interval interval = wilsonInterval(point.correct, point.n);
            csv += joined({curve.modelName, sha256Of(report, curve.modelId), report.datasetName,
                curve.attack.attackId, parametersText(curve.attack.values), std::to_string(curve.attack.seed),
                shortestText(point.epsilon), std::to_string(point.n), std::to_string(point.correct),
                point.n > 0 ? shortestText(point.accuracy()) : "", shortestText(interval.low),
                shortestText(interval.high), std::to_string(curve.cleanCorrect),
                report.isComplete ? "true" : "false"});
        }
    }
    return csv;
}

} // namespace epsilonlab
