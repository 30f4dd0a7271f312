// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "api/sweep.h"

#include <QObject>

namespace epsilonlab::ui {

class ClassRibbon;
class EngineClient;
class SessionState;

/// Keeps the ribbon true to the session: asks for a sweep when the preview has settled and nobody has
/// answered it yet, shows what comes, takes away what no longer belongs. Epsilon alone changes nothing here.
class AttackRibbon : public QObject
{
    Q_OBJECT

public:
    AttackRibbon(EngineClient& client, SessionState& session, ClassRibbon& ribbon, QObject* parent);

    void onSettled(const PreviewResult& shown); ///< the picture is final: now there is time
    bool isSettled() const { return !m_isRunning; }
    const SweepResult& shown() const { return m_shown; }
    void jumpToFlip(); ///< the smallest epsilon at which either attack works; from there: the other network's

Q_SIGNALS:
    void settled();
    void messageRaised(const QString& sentence);

private:
    void onChanged();
    void onSwept(const SweepResult& result);
    void ask(SweepRequest request, double limitSeconds);
    void waitForClick(double seconds);
    void refreshReason();
    SweepRequest requestNow() const;
    bool isShown(const SweepRequest& request, const PreviewResult& shown) const;

    EngineClient& m_client;
    SessionState& m_session;
    ClassRibbon& m_ribbon;
    SweepResult m_shown;
    SweepRequest m_subject; ///< of the session now
    SweepRequest m_asked; ///< by a click, although it takes long
    RequestId m_id = 0;
    bool m_isRunning = false;
    bool m_isGivenUp = false; ///< a sweep of this subject found that it would take too long
    double m_longSeconds = 0.0; ///< not 0: the sweep waits for a click, because it would take this long
};

} // namespace epsilonlab::ui
