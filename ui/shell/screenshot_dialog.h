// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace epsilonlab::ui {

class MainWindow;

/// A picture of the window as it is now, with its session inside; asks for the file afterwards.
void chooseAndSaveScreenshot(MainWindow& window);

} // namespace epsilonlab::ui
