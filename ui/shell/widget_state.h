// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace epsilonlab::ui {

/// Sets every switch, list, slider and scroll bar of `to` as the one of the same name in `from`, as if a
/// person had done it. Both have been built from the same session, so that only what a window alone remembers
/// differs.
void copyWidgetState(const QWidget& from, QWidget& to);

} // namespace epsilonlab::ui
