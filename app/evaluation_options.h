// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attack_options.h"
#include "job_runner.h"

#include "api/session.h"

#include <optional>

namespace epsilonlab {

/// What `evaluate` and `report` have in common: networks, images, attacks, epsilons.
class EvaluationOptions
{
public:
    void addTo(CLI::App& app, const Words& words);

    /// Everything but the networks, which only an engine knows. Throws Error(BadParameter).
    EvaluateRequest request() const;

    /// The networks' ids or paths. Throws Error(NotFound).
    std::vector<std::string> models(JobRunner& runner) const;

    /// Networks, images, attack and seed of a saved session take the place of --model, --dataset and
    /// --attack, which must not be given besides. Without --epsilons: from 0 to twice the session's epsilon.
    /// Throws Error(BadParameter).
    void adopt(const Session& session, const CLI::App& app);

    CommonOptions common;

private:
    std::vector<std::string> m_models = {"Standard"};
    std::vector<std::string> m_attacks = {"pgd"};
    std::string m_dataset = "sample:test";
    std::string m_epsilons = "0:0.3:0.05";
    AttackOptions m_attackOptions;
    std::optional<AttackSettings> m_adopted;
};

/// A table with one line per network, attack and epsilon.
std::string evaluationTable(const EvaluationReport& report);

} // namespace epsilonlab
