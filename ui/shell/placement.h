// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

/// Size and place of a window on its screen.
namespace epsilonlab::ui::placement {

void setUsualSize(QWidget& window);

/// The remembered place, as far as this screen has room for it; without one the usual size.
void restore(QWidget& window, const QByteArray& geometry);

/// Exactly where `earlier` is, which is about to go.
void takeOver(QWidget& window, const QWidget& earlier);

} // namespace epsilonlab::ui::placement
