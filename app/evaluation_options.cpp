// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation_options.h"

#include "epsilon_list.h"
#include "output.h"

#include "api/export.h"

namespace epsilonlab {

void EvaluationOptions::addTo(CLI::App& app, const Words& words)
{
    app.add_option(
           "--model", m_models, "Standard, Robust, a .safetensors or a .pt file; may be repeated [Standard]")
        ->allow_extra_args(false)
        ->type_name("M");
    app.add_option("--attack", m_attacks, AttackOptions::knownIds() + "; may be repeated [pgd]")
        ->allow_extra_args(false)
        ->type_name("A");
    app.add_option("--dataset", m_dataset,
           "NAME[:train|:test][begin:end], a folder or images.npy:labels.npy [sample:test]")
        ->type_name("D");
    app.add_option(
           "--epsilons", m_epsilons, "first:last:step, or a list such as 0,0.1,8/255 [" + m_epsilons + "]")
        ->type_name("LIST");
    // --epsilons takes its place; an option without effect would mislead.
    m_attackOptions.addTo(app, words, m_attacks.front(), {"epsilon"});
    common.addTrustTo(app);
    common.addTo(app);
}

EvaluateRequest EvaluationOptions::request() const
{
    EvaluateRequest request;
    request.dataset.text = m_dataset;
    request.limit = common.limit;
    request.batchSize = common.batchSize;
    request.epsilons = parseEpsilons(m_epsilons);
    for (const std::string& id : m_attacks) {
        request.attacks.push_back(m_adopted ? *m_adopted : m_attackOptions.settings(id, common.seed));
        for (const ParameterSpec& spec : catalogue::attack(id).parameters)
            if (spec.id == "epsilon")
                for (const double epsilon : request.epsilons)
                    checkParameter(narrowed(spec, request.attacks.back().values), epsilon);
    }
    return request;
}

void EvaluationOptions::adopt(const Session& session, const CLI::App& app)
{
    for (const char* option : {"--model", "--dataset", "--attack", "--seed"})
        if (app.count(option) > 0)
            throw Error(ErrorCode::BadParameter,
                std::string(option)
                    + " and --session cannot be given together: the session says it already. Leave one of them out.");
    m_models.clear();
    for (const SessionModel* model : {&session.modelA, &session.modelB})
        if (model == &session.modelA || session.isComparing)
            m_models.push_back(model->path.empty() ? model->id : model->path);
    m_dataset = session.dataset.text;
    m_attacks = {session.attack.attackId};
    m_adopted = session.attack;
    if (app.count("--epsilons") == 0 && session.epsilon > 0.0)
        m_epsilons = "0," + parameterText(session.epsilon / 2) + "," + parameterText(session.epsilon) + ","
            + parameterText(1.5 * session.epsilon) + "," + parameterText(2 * session.epsilon);
}

std::vector<std::string> EvaluationOptions::models(JobRunner& runner) const
{
    std::vector<std::string> models;
    for (const std::string& model : m_models)
        models.push_back(runner.modelArgument(model));
    return models;
}

std::string evaluationTable(const EvaluationReport& report)
{
    std::vector<std::vector<std::string>> rows = {{"model", "attack", "epsilon", "accuracy [95 % interval]"}};
    for (const Curve& curve : report.curves)
        for (const CurvePoint& point : curve.points)
            rows.push_back({curve.modelName, curve.attack.attackId, epsilonText(point.epsilon),
                accuracyText(point.accuracy(), wilsonInterval(point.correct, point.n), point.n)});
    return alignedTable(rows);
}

} // namespace epsilonlab
