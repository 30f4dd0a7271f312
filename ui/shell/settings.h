// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace epsilonlab::ui {

/// What the window remembers between two starts. Values in a file are anybody's: each is read with a default
/// and checked.
struct WindowSettings
{
    QByteArray geometry;
    theme::Theme theme = theme::Theme::Light;
    QString language; ///< an id of Language; empty: the desktop's
    bool isExplainOpen = true, areStepsOpen = true;
    bool isMotionReduced = false;
    bool wasTourOffered = false; ///< and answered
    QStringList recentSessions; ///< newest first
    QString dismissedRun; ///< an unfinished training that is not to be offered again
    QStringList comparedRuns; ///< folders; a run's place here is its colour, so that one taken away leaves an
                              ///< empty place
    QStringList hiddenRuns; ///< those of them that are not drawn

    static WindowSettings read();
    void write() const;

    /// From now on, this folder takes the place of the person's own.
    static void keepIn(const QString& folder);
};

} // namespace epsilonlab::ui
