// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/live_network.h"

#include "client/engine_client.h"
#include "shell/session_state.h"
#include "views/train_transport.h"

#include <algorithm>
#include <vector>

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
    const std::vector<ModelInfo> models = client.models();
    transport.setHasNetwork(
        std::any_of(models.begin(), models.end(), [](const ModelInfo& model) { return model.id == kLive; }));
}

void LiveNetwork::takeOver(const LiveNetwork& earlier)
{
    m_earlierA = earlier.m_earlierA;
    refresh();
}

void LiveNetwork::refresh()
{
    m_transport.setLiveAsA(m_session.modelA() == kLive);
}

void LiveNetwork::onModelPublished(const ModelPublished& event)
{
    if (event.model.id == kLive)
        m_transport.setHasNetwork(true);
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
