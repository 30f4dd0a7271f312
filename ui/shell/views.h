// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/attack_view.h"
#include "views/gallery_view.h"
#include "views/train_view.h"

#include <QString>

#include <functional>
#include <vector>

namespace epsilonlab::ui {

struct ViewInfo
{
    QString id, title;
    std::function<View*(EngineClient&, SessionState&, QWidget*)> make;
};

inline std::vector<ViewInfo> viewInfos()
{
    return {
#define EPSILONLAB_VIEW(Class, id, title)                                                                    \
    {QStringLiteral(id), QObject::tr(title),                                                                 \
        [](EngineClient& c, SessionState& s, QWidget* p) -> View* { return new Class(c, s, p); }},
#include "shell/views.def"
#undef EPSILONLAB_VIEW
    };
}

} // namespace epsilonlab::ui
