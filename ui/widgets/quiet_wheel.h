// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace epsilonlab::ui {

/// A wheel that passes over `editor` goes on to what scrolls around it; only one that was clicked or tabbed
/// into takes it. For editors whose class is not ours to override.
void ignoreWheelWithoutFocus(QWidget& editor);

} // namespace epsilonlab::ui
