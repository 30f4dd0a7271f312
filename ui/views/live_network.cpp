// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/live_network.h"

#include "client/engine_client.h"
#include "shell/session_state.h"
#include "views/train_transport.h"

namespace epsilonlab::ui {

LiveNetwork::LiveNetwork(
    EngineClient& client, SessionState& session, TrainTransport& transport, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_transport(transport)
{
    connect(&transport, &TrainTransport::liveAsAToggled, this, &LiveNetwork::setAsA);
    connect(&session, &SessionState::modelsChanged, this, &LiveNetwork::refresh);
    connect(&client, &EngineClient::modelPublished, this, &LiveNetwork::onModelPublished);
    refresh();
}

void LiveNetwork::show(RequestId run)
{
    m_run = run;
    refresh();
}

void LiveNetwork::takeOver(const LiveNetwork& earlier)
{
    m_earlierA = earlier.m_earlierA;
    m_trainedBy = earlier.m_trainedBy;
    refresh();
}

void LiveNetwork::refresh()
{
    m_transport.setLiveAsA(m_session.modelA() == kLive);
    m_transport.setHasNetwork(m_run != 0 && m_run == m_trainedBy);
}

void LiveNetwork::onModelPublished(const ModelPublished& event)
{
    if (event.model.id != kLive)
        return;
    m_trainedBy = event.id;
    refresh();
}

void LiveNetwork::setAsA(bool isOn)
{
    if (isOn) {
        m_earlierA = m_session.modelA();
        m_session.setModelA(kLive);
    } else if (m_session.modelA() == kLive) {
        m_session.setModelA(m_earlierA.empty() ? "standard" : m_earlierA);
    }
}

} // namespace epsilonlab::ui
