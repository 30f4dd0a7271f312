// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure_format.h"

#include <QObject>

namespace epsilonlab::ui {

class DecisionStrip;
class MainWindow;
class SessionFiles;

/// What becomes of a figure: the clipboard, or a file. Each carries the session, so that it brings the window back to where
/// it was made.
class FigureFiles : public QObject
{
    Q_OBJECT

public:
    FigureFiles(SessionFiles& sessions, DecisionStrip& strip, MainWindow& window);

    /// With its caption and the session of the window, ready to leave.
    Figure complete(const Figure& figure) const;

    void copy(const Figure& figure); ///< as a picture and as SVG
    void choosePath(const Figure& figure, FigureFormat format);
    void choosePath(const Figure& figure); ///< and the format
    void write(const Figure& figure, FigureFormat format, const QString& path);

private:
    SessionFiles& m_sessions;
    DecisionStrip& m_strip;
    MainWindow& m_window;
};

} // namespace epsilonlab::ui
