// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"

#include <QList>
#include <QObject>
#include <QTimer>

class QAction;
class QKeySequence;
class QWidget;

namespace epsilonlab::ui {

class AlongPanel;

/// Fetches the steps of the attack whose result is shown, once that rests, and says which picture the tiles
/// are to show.
class AttackTrace : public QObject
{
    Q_OBJECT

public:
    AttackTrace(EngineClient& client, AlongPanel& panel, QWidget* view);

    void postpone(); ///< something newer was asked for: during a drag nobody looks at steps
    void follow(const PreviewResult& result, bool isNewest); ///< what is shown now
    void stop();
    bool isSettled() const { return !m_rest.isActive() && m_lastRequest == m_lastAnswer; }
    QList<QAction*> menuActions() const { return m_actions; }

Q_SIGNALS:
    void pictureChosen(const epsilonlab::PreviewResult& result); ///< a step's, or the result itself
    void settled();

private:
    void createActions(QWidget* view);
    QAction* add(const char* objectName, const QString& title, const QKeySequence& key);
    void ask();
    void onTrace(const TraceResult& trace);
    void onFailed(const TraceFailed& event);
    void onStepChosen(int step, bool isEnd);

    EngineClient& m_client;
    AlongPanel& m_panel;
    QList<QAction*> m_actions;
    PreviewResult m_shown; ///< final
    TraceResult m_trace;
    RequestId m_lastRequest = 0, m_lastAnswer = 0;
    QTimer m_rest; ///< since the last result
};

} // namespace epsilonlab::ui
