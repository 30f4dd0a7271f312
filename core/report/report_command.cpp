// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/export.h"

#include <cctype>
#include <functional>

namespace epsilonlab {

namespace {

std::string shellWord(const std::string& text)
{
    std::string quoted;
    bool isPlain = !text.empty();
    for (const char c : text) {
        isPlain = isPlain
            && (std::isalnum(static_cast<unsigned char>(c)) != 0
                || std::string("_-+=.,/:@%").find(c) != std::string::npos);
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return isPlain ? text : "'" + quoted + "'";
}

using Add = std::function<void(const std::string& option, const std::string& value)>;

void addSubject(const EvaluateRequest& evaluation, const Add& add)
{
    for (const std::string& model : evaluation.models)
        add("model", model.starts_with("file:") ? model.substr(5) : model);
    add("dataset", evaluation.dataset.text);
    for (const AttackSettings& attack : evaluation.attacks) {
        add("attack", attack.attackId);
        for (const auto& [id, value] : attack.values)
            if (id != "epsilon")
                add(id, parameterText(value));
        add("seed", std::to_string(attack.seed));
    }
}

} // namespace

std::string reportCommand(const ReportRequest& request, const std::string& out, const std::string& session)
{
    const EvaluateRequest& evaluation = request.evaluation;
    std::string command = "epsilonlab report";
    const Add add = [&command](const std::string& option, const std::string& value) {
        command += " --" + option + " " + shellWord(value);
    };
    if (session.empty())
        addSubject(evaluation, add);
    else
        add("session", session);
    std::string epsilons;
    for (const double epsilon : evaluation.epsilons) {
        if (!epsilons.empty())
            epsilons += ',';
        epsilons += shortestText(epsilon);
    }
    add("epsilons", epsilons);
    add("limit", std::to_string(evaluation.limit));
    if (session.empty())
        add("example", std::to_string(request.exampleIndex));
    add("example-epsilon", shortestText(request.exampleEpsilon));
    add("out", out);
    return command;
}

} // namespace epsilonlab
