// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace epsilonlab::ui {

/// The tree of widgets as text, one line each: indentation, objectName, class, geometry in the window,
/// accessible name. Tests and rigs find their way by it.
QString widgetDump(const QWidget& root);

} // namespace epsilonlab::ui
