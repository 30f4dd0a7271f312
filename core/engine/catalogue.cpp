// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"

#include "attacks/attack.h"
#include "models/architecture.h"

namespace epsilonlab::catalogue {

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

const std::vector<ArchitectureInfo>& architectures()
{
    static const std::vector<ArchitectureInfo> list = [] {
        std::vector<ArchitectureInfo> infos;
        for (const Architecture& architecture : builtInArchitectures())
            infos.push_back({architecture.id, architecture.title, architecture.parameterCount(), architecture.layersText()});
        return infos;
    }();
    return list;
}

} // namespace epsilonlab::catalogue
