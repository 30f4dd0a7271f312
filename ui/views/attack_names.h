// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace epsilonlab::ui {

class AttackActions;
class AttackBoard;
class AttackPanel;
class ClassRibbon;
class EngineClient;
class SessionState;

/// What names classes in the Attack tab.
struct NamedParts
{
    AttackBoard& board;
    ClassRibbon& ribbon;
    AttackActions& actions;
    AttackPanel& panel;
};

/// Tells them what the data set and both networks call their classes.
void nameClasses(const EngineClient& client, const SessionState& session, const NamedParts& parts);

} // namespace epsilonlab::ui
