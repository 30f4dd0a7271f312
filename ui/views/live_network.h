// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QObject>

#include <string>

namespace epsilonlab::ui {

inline constexpr const char* kLive = "live"; ///< id of the network that is being trained

class EngineClient;
class SessionState;
class TrainTransport;

/// "Live as A": puts the network that is being trained into the place of network A, and the earlier one back.
class LiveNetwork : public QObject
{
    Q_OBJECT

public:
    LiveNetwork(
        EngineClient& client, SessionState& session, TrainTransport& transport, QObject* parent = nullptr);

    void takeOver(const LiveNetwork& earlier);

private:
    void onModelPublished(const ModelPublished& event);
    void setAsA(bool isOn);
    void refresh();

    SessionState& m_session;
    TrainTransport& m_transport;
    std::string m_earlierA; ///< network A before
};

} // namespace epsilonlab::ui
