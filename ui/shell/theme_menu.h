// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace epsilonlab::ui {

class MainWindow;

/// The colours of the window; a choice is remembered.
QMenu* makeThemeMenu(MainWindow& window, QMenu& parent);

} // namespace epsilonlab::ui
