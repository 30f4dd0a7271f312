// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_names.h"

#include "client/engine_client.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "views/attack_actions.h"
#include "views/attack_board.h"
#include "views/attack_panel.h"
#include "widgets/class_ribbon.h"

namespace epsilonlab::ui {

namespace {

QStringList toList(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names)
        list << text::ofCore(name);
    return list;
}

} // namespace

void nameClasses(const EngineClient& client, const SessionState& session, const NamedParts& parts)
{
    parts.board.setDatasetClassNames(toList(session.classNames()));
    for (const ModelInfo& model : client.models()) {
        if (model.id == session.modelA()) {
            parts.board.setClassNames(0, toList(model.classNames));
            parts.ribbon.setClassNames(0, toList(model.classNames));
            parts.actions.setClassNames(toList(model.classNames));
            parts.panel.setClassNames(model.classNames);
        }
        if (model.id == session.modelB()) {
            parts.board.setClassNames(1, toList(model.classNames));
            parts.ribbon.setClassNames(1, toList(model.classNames));
        }
    }
}

} // namespace epsilonlab::ui
