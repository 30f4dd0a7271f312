// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QUndoStack>

namespace epsilonlab::ui {

class SessionState;

/// Undo and redo of everything a session holds: networks, digit, attack and its values, epsilon. Never of
/// training or files. interface.md, section 3: a stack of 100; changes of the same kind less than 300 ms
/// apart are one.
class UndoHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSteps = 100;
    static constexpr qint64 kMergeMs = 300;

    explicit UndoHistory(SessionState& session, QObject* parent = nullptr);

    QUndoStack* stack() { return &m_stack; }
    void retranslate(); ///< the names of the steps, into the language of now

    /// Meanwhile nothing is recorded; whoever asks for it brings back what was there before.
    void setPaused(bool isPaused);

public Q_SLOTS:
    void restart(); ///< forgets everything: what is there now is the beginning
    void endStep()
    {
        m_sinceLast.invalidate();
    } ///< the next change is a step of its own, however soon it comes

private:
    class Change;

    void onChanged();
    void show(const Session& session);

    SessionState& m_session;
    QUndoStack m_stack;
    Session m_last; ///< as of the newest step
    QElapsedTimer m_sinceLast;
    bool m_isRestoring = false, m_isPaused = false;
};

} // namespace epsilonlab::ui
