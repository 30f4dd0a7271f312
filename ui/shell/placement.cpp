// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/placement.h"

#include <QScreen>

namespace epsilonlab::ui::placement {

namespace {

constexpr QSize kUsualSize(1280, 800);
constexpr QSize kSmallestSize(1000, 640);

} // namespace

void setUsualSize(QWidget& window)
{
    window.resize(kUsualSize.boundedTo(window.screen()->availableSize()));
}

void restore(QWidget& window, const QByteArray& geometry)
{
    window.setMinimumSize(kSmallestSize);
    setUsualSize(window);
    if (!geometry.isEmpty())
        window.restoreGeometry(geometry);
    // Remembered on a larger screen, it may reach beyond this one.
    const QRect available = window.screen()->availableGeometry();
    window.resize(window.size().boundedTo(available.size()));
    if (!available.contains(window.geometry()))
        window.move(available.topLeft());
}

void takeOver(QWidget& window, const QWidget& earlier)
{
    window.restoreGeometry(earlier.saveGeometry());
    if (earlier.isMaximized() || earlier.isFullScreen())
        return;
    window.resize(earlier.size()); // Qt 6.8 cuts what is restored to the screen
    window.move(earlier.pos()); // to the pixel; the other leaves room for a title bar that may not be there
}

} // namespace epsilonlab::ui::placement
