// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"

#include <QString>

#include <map>
#include <string>

namespace epsilonlab::ui {

/// All that a session holds, and what is remembered besides: to come back to exactly this.
struct SessionMemory
{
    Session session;
    std::map<std::string, ParameterSet> valuesByAttack;
    QString pictureName;
};

} // namespace epsilonlab::ui
