// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"
#include "api/session.h"

#include <QObject>
#include <QStringList>

#include <set>

namespace epsilonlab::ui {

class EngineClient;
class SessionState;

/// Brings a saved session back: opens the networks and the data set that are not open yet, then shows it.
/// What cannot be found is said, and the rest is shown without it.
class SessionLoader : public QObject
{
    Q_OBJECT

public:
    SessionLoader(EngineClient& client, SessionState& session, QObject* parent = nullptr);

    void load(const Session& session); ///< a second call overtakes the first

    /// Adds name, path and SHA-256 to the networks of `session`, which has their ids.
    static void identify(Session& session, const EngineClient& client);

Q_SIGNALS:
    void finished(const QStringList& missing); ///< one sentence for each thing that is not as it was

private:
    void onJobFinished(const JobFinished& event);
    void openNetwork(const SessionModel& model);
    void showIt();
    void place(SessionModel& model, const std::string& present);

    EngineClient& m_client;
    SessionState& m_state;
    Session m_session;
    std::set<RequestId> m_waiting;
    QStringList m_missing;
};

} // namespace epsilonlab::ui
