// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/animation.h"
#include "figures/figure_format.h"

#include <QObject>

namespace epsilonlab::ui {

class DecisionStrip;
class MainWindow;
class Pins;
class SessionFiles;

/// What becomes of a figure: the clipboard, or a file. Each carries the session, so that it brings the window
/// back to where it was made.
class FigureFiles : public QObject
{
    Q_OBJECT

public:
    FigureFiles(SessionFiles& sessions, Pins& pins, DecisionStrip& strip, MainWindow& window);

    /// With its caption and the session of the window (a pinned one: its own), ready to leave.
    Figure complete(const Figure& figure) const;

    void pin(const Figure& figure); ///< without its caption
    void copy(const Figure& figure); ///< as a picture and as SVG
    void choosePath(const Figure& figure, FigureFormat format);
    void choosePath(const Figure& figure); ///< and the format
    void write(const Figure& figure, FigureFormat format, const QString& path);

    Animation complete(const Animation& animation) const;
    void choosePath(const Animation& animation);
    void write(const Animation& animation, const QString& path); ///< by a thread of its own; written()
                                                                 ///< follows

Q_SIGNALS:
    void written(const QString& path); ///< or failed, and said why

private:
    QByteArray session() const;
    void finish(const QString& path, const QByteArray& content, const QString& failure);

    SessionFiles& m_sessions;
    Pins& m_pins;
    DecisionStrip& m_strip;
    MainWindow& m_window;
};

} // namespace epsilonlab::ui
