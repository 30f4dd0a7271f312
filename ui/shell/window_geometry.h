// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QByteArray;
class QWidget;

namespace epsilonlab::ui {

/// How large a window is and where: at the first start, at the next ones, after another window.
void resizeToDefault(QWidget& window);

/// `remembered` by QWidget::saveGeometry(), or empty; sets the smallest size too.
void restoreWindowGeometry(QWidget& window, const QByteArray& remembered);

void takeOverGeometry(QWidget& window, const QWidget& earlier); ///< to the pixel

} // namespace epsilonlab::ui
