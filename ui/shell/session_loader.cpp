// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/session_loader.h"

#include "client/engine_client.h"
#include "shell/session_state.h"
#include "text/core_text.h"

#include <algorithm>

namespace epsilonlab::ui {

namespace {

/// A network of the engine with these weights: by SHA-256, whatever it is called today.
const ModelInfo* withWeights(const std::vector<ModelInfo>& models, const std::string& sha256)
{
    const auto found = std::find_if(models.begin(), models.end(),
        [&sha256](const ModelInfo& model) { return !sha256.empty() && model.sha256 == sha256; });
    return found == models.end() ? nullptr : &*found;
}

} // namespace

SessionLoader::SessionLoader(EngineClient& client, SessionState& session, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_state(session)
{
    connect(&client, &EngineClient::jobFinished, this, &SessionLoader::onJobFinished);
}

void SessionLoader::identify(Session& session, const EngineClient& client)
{
    const std::vector<ModelInfo> models = client.models();
    for (SessionModel* model : {&session.modelA, &session.modelB}) {
        for (const ModelInfo& info : models)
            if (info.id == model->id)
                *model = {info.id, info.name, info.path, info.sha256};
    }
}

void SessionLoader::load(const Session& session)
{
    m_session = session;
    m_waiting.clear();
    m_missing.clear();
    openNetwork(session.modelA);
    openNetwork(session.modelB);
    if (m_client.imageCount(session.dataset) == 0)
        m_waiting.insert(m_client.open(OpenDatasetRequest{session.dataset}));
    if (m_waiting.empty())
        showIt();
}

void SessionLoader::openNetwork(const SessionModel& model)
{
    if (!withWeights(m_client.models(), model.sha256) && !model.path.empty())
        m_waiting.insert(m_client.open(OpenModelRequest{model.path}));
}

void SessionLoader::onJobFinished(const JobFinished& event)
{
    if (m_waiting.erase(event.id) == 0)
        return;
    if (event.failure)
        m_missing << text::ofCore(event.failure->message);
    if (m_waiting.empty())
        showIt();
}

void SessionLoader::place(SessionModel& model, const std::string& present)
{
    const std::vector<ModelInfo> models = m_client.models();
    if (const ModelInfo* found = withWeights(models, model.sha256)) {
        model.id = found->id;
        return;
    }
    const auto sameId = std::find_if(
        models.begin(), models.end(), [&model](const ModelInfo& info) { return info.id == model.id; });
    const QString name = text::ofCore(model.name);
    m_missing << (sameId == models.end()
            ? tr("The network %1 of the session was not found; the present one stays.").arg(name)
            : tr("The network %1 has other weights than in the session: numbers may differ.").arg(name));
    if (sameId == models.end())
        model.id = present;
}

void SessionLoader::showIt()
{
    place(m_session.modelA, m_state.modelA());
    place(m_session.modelB, m_state.modelB());
    const LabelledImage there = m_client.image(m_session.dataset, m_session.position);
    if (!there.image.isEmpty() && !(there.image == m_session.sample.image))
        m_missing << tr(
            "Image %1 of the data set is another one than in the session; the session's own is shown.")
                         .arg(m_session.position);
    m_state.restore(m_session);
    Q_EMIT finished(m_missing);
}

} // namespace epsilonlab::ui
