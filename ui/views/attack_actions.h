// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>

#include <string>

class QAction;
class QActionGroup;
class QKeySequence;
class QMenu;

namespace epsilonlab::ui {

class SessionState;

/// The menu of the Attack tab and its keys. What is checked follows the session, never the click.
class AttackActions : public QObject
{
    Q_OBJECT

public:
    AttackActions(SessionState& session, QWidget* parent);

    QList<QAction*> inMenuOrder() const { return m_actions; }
    void setClassNames(const QStringList& names); ///< of network A: the targets
    void setNoiseShown(bool isShown);
    void setRunning(bool isRunning); ///< an attack that Esc would stop

Q_SIGNALS:
    void stopRequested();
    void jumpRequested();
    void noiseToggled(bool isShown);

private:
    QAction* add(const char* objectName, const QString& title, const QKeySequence& key);
    void addDigits();
    void addAttacks();
    void addTargets();
    void addOthers();
    void stepAttack(int step);
    void refresh();

    SessionState& m_session;
    QWidget* m_owner;
    QActionGroup* m_attacks = nullptr;
    QActionGroup* m_targets = nullptr;
    QAction* m_compare = nullptr;
    QAction* m_noise = nullptr;
    QAction* m_stop = nullptr;
    QList<QAction*> m_actions;
};

} // namespace epsilonlab::ui
