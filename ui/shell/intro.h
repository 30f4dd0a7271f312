// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace epsilonlab::ui {

class MainWindow;
class SessionState;

/// The first seconds: epsilon runs from 0 to its value once. Any key, click or wheel stops it where it is.
class Intro : public QObject
{
    Q_OBJECT

public:
    Intro(SessionState& session, MainWindow& window);

    void start(); ///< runs as soon as the first picture is there

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void finished(); ///< at its end, or before what a key or a click does

private:
    void step();
    void stop();

    SessionState& m_session;
    MainWindow& m_window;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace epsilonlab::ui
