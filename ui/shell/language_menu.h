// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace epsilonlab::ui {

class MainWindow;

/// The languages, each in its own words. A choice is remembered, and told by MainWindow::languageWanted().
QMenu* makeLanguageMenu(MainWindow& window);

} // namespace epsilonlab::ui
