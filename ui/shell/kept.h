// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace epsilonlab::ui {

/// The one T that lives as long as `owner`, made when it is first wanted: what must outlive a window that is
/// built anew.
template <typename T, typename Owner, typename... More> T* keptBy(Owner& owner, More&... more)
{
    if (T* found = owner.template findChild<T*>(QString(), Qt::FindDirectChildrenOnly))
        return found;
    return new T(more..., &owner);
}

} // namespace epsilonlab::ui
