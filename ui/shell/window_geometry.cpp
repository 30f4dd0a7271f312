// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_geometry.h"

#include <QByteArray>
#include <QScreen>
#include <QSize>
#include <QWidget>

namespace epsilonlab::ui {

namespace {

constexpr QSize kDefaultSize(1280, 800);
constexpr QSize kSmallestSize(1000, 640);

} // namespace

void resizeToDefault(QWidget& window)
{
    window.resize(kDefaultSize.boundedTo(window.screen()->availableSize()));
}

void restoreWindowGeometry(QWidget& window, const QByteArray& remembered)
{
    window.setMinimumSize(kSmallestSize);
    resizeToDefault(window);
    if (!remembered.isEmpty())
        window.restoreGeometry(remembered);
    // Remembered on a larger screen, it may reach beyond this one.
    const QRect available = window.screen()->availableGeometry();
    window.resize(window.size().boundedTo(available.size()));
    if (!available.contains(window.geometry()))
        window.move(available.topLeft());
}

void takeOverGeometry(QWidget& window, const QWidget& earlier)
{
    window.restoreGeometry(earlier.saveGeometry());
    if (earlier.isMaximized() || earlier.isFullScreen())
        return;
    window.resize(earlier.size()); // Qt 6.8 cuts what is restored to the screen
    window.move(earlier.pos()); // the other leaves room for a title bar that may not be there
}

} // namespace epsilonlab::ui
