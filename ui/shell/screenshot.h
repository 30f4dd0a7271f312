// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/start_state.h"
#include "theme/theme.h"

#include <QImage>
#include <QSize>

class QApplication;

namespace epsilonlab::ui {

struct ScreenshotOptions
{
    QSize size{1280, 800};
    theme::Theme theme = theme::Theme::Light;
    QString language = QStringLiteral("en"); ///< an id of Language
    StartState start;
};

/// The real window, as it looks when the results of its digit are shown. The person's settings are neither
/// read nor written. Runs the event loop of `application`, which should be on the platform "offscreen".
/// Throws Error: a size, tab, attack or digit that does not exist, or nothing to show within 30 s.
QImage windowPicture(QApplication& application, const ScreenshotOptions& options);

} // namespace epsilonlab::ui
