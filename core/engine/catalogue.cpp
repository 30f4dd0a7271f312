// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"

#include "attacks/attack.h"
#include "models/architecture.h"

#include <utility>

namespace epsilonlab::catalogue {

namespace {

constexpr std::pair<AttackGroup, const char*> kGroups[]
    = {{AttackGroup::OneStep, "One step"}, {AttackGroup::Iterative, "Iterative"},
        {AttackGroup::MinimalNorm, "Minimal norm"}, {AttackGroup::BlackBox, "Black box"},
        {AttackGroup::Ensemble, "Ensembles"}, {AttackGroup::Geometric, "Geometric"},
        {AttackGroup::Universal, "Universal"}, {AttackGroup::Control, "Control"}};

} // namespace

const std::vector<AttackGroupInfo>& attackGroups()
{
    static const std::vector<AttackGroupInfo> list = [] {
        std::vector<AttackGroupInfo> groups;
        for (const auto& [group, title] : kGroups) {
            AttackGroupInfo info{group, title, {}};
            for (const AttackInfo& attack : attacks())
                if (attack.group == group)
                    info.attackIds.push_back(attack.id);
            if (!info.attackIds.empty())
                groups.push_back(std::move(info));
        }
        return groups;
    }();
    return list;
}

const std::vector<AttackInfo>& attacks()
{
    static const std::vector<AttackInfo> list = [] {
        std::vector<AttackInfo> infos;
        for (const Attack& attack : allAttacks())
            infos.push_back(attack.info);
        return infos;
    }();
    return list;
}

const AttackInfo& attack(const std::string& id)
{
    return attackById(id).info;
}

std::string normOf(const AttackInfo& attack, const ParameterSet& values)
{
    if (!attack.norm.empty())
        return attack.norm;
    const auto given = values.find("norm");
    if (given != values.end() && std::holds_alternative<std::string>(given->second))
        return std::get<std::string>(given->second);
    for (const ParameterSpec& spec : attack.parameters)
        if (spec.id == "norm")
            return std::get<std::string>(spec.defaultValue);
    return "linf";
}

std::string normOf(const std::string& attackId, const ParameterSet& values)
{
    return normOf(attack(attackId), values);
}

bool isMinimalNorm(const std::string& attackId)
{
    return attack(attackId).group == AttackGroup::MinimalNorm;
}

const std::vector<ArchitectureInfo>& architectures()
{
    static const std::vector<ArchitectureInfo> list = [] {
        std::vector<ArchitectureInfo> infos;
        for (const Architecture& architecture : builtInArchitectures())
            infos.push_back({architecture.id, architecture.title, architecture.parameterCount(),
                architecture.layersText()});
        return infos;
    }();
    return list;
}

} // namespace epsilonlab::catalogue
