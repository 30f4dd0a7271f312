// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QByteArray>

namespace epsilonlab::ui {

/// What the window remembers between two starts. Values in a file are anybody's: each is read with a default and checked.
struct WindowSettings
{
    QByteArray geometry;
    theme::Theme theme = theme::Theme::Light;
    bool isExplainOpen = true;
    bool isMotionReduced = false;

    static WindowSettings read();
    void write() const;
};

} // namespace epsilonlab::ui
