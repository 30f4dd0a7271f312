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
/// It is offered, and can be saved, only beside the run that it belongs to.
class LiveNetwork : public QObject
{
    Q_OBJECT

public:
    LiveNetwork(
        EngineClient& client, SessionState& session, TrainTransport& transport, QObject* parent = nullptr);

    void show(RequestId run); ///< the training beside which it is offered; 0: none of this window
    void takeOver(const LiveNetwork& earlier);

private:
    void onModelPublished(const ModelPublished& event);
    void setAsA(bool isOn);
    void refresh();

    SessionState& m_session;
    TrainTransport& m_transport;
    std::string m_earlierA; ///< network A before
    RequestId m_run = 0, m_trainedBy = 0; ///< what is shown, and whose network it is
};

} // namespace epsilonlab::ui
