// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/session_state.h"
#include "shell/tour_steps.h"

#include <QObject>
#include <QTimer>

namespace epsilonlab::ui {

class MainWindow;
class TourBubble;
class TourFrame;

/// Ten minutes through the window (F2). Blocks nothing: a frame around the control that a stop is about, a
/// sentence beside it, and either the person does it or asks for the next one. At the end, or when it is
/// ended (Esc), the session, the tab and the undo history are what they were before; a training that was
/// begun goes on.
class Tour : public QObject
{
    Q_OBJECT

public:
    Tour(MainWindow& window, SessionState& session);

    bool isRunning() const { return m_isRunning; }
    int step() const { return m_step; } ///< counted from 0
    int count() const { return static_cast<int>(m_steps.size()); }
    const TourStep& at(int step) const { return m_steps[static_cast<std::size_t>(step)]; }
    void takeOver(Tour& earlier); ///< in the window that takes the place of the earlier one

public Q_SLOTS:
    void startOrNext();
    void next();
    void end();

Q_SIGNALS:
    void started();
    void ended();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin();
    void enter(int step);
    void look();
    void giveBack();

    MainWindow& m_window;
    SessionState& m_session;
    std::vector<TourStep> m_steps;
    TourFrame* m_frame = nullptr; // made when the tour first runs
    TourBubble* m_bubble = nullptr;
    SessionState::Memory m_before;
    SessionView m_viewBefore;
    int m_undoBefore = 0;
    bool m_wasNoise = false, m_wasDrawing = false;
    int m_step = 0;
    bool m_isRunning = false, m_isDone = false;
    QTimer m_clock; ///< where the control is, and whether the person has done it
    QTimer m_goOn; ///< a moment to see what it did
};

} // namespace epsilonlab::ui
