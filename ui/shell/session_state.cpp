// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/session_state.h"

#include "api/catalogue.h"
#include "client/engine_client.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace epsilonlab::ui {

namespace {

constexpr double kLargestLinf = 0.5;
constexpr double kLargestL2 = 6.0;
/// A distance of 0.15 per pixel is about 2 in L2 on a digit: switching the norm keeps the order of magnitude.
constexpr double kL2PerLinf = kLargestL2 / kLargestLinf;

} // namespace

ParameterSet windowDefaults(const std::string& attackId)
{
    const AttackInfo& info = catalogue::attack(attackId);
    ParameterSet values = defaultsOf(info.parameters);
    if (info.group == AttackGroup::Iterative) {
        if (values.contains("steps"))
            values["steps"] = SessionState::kWindowSteps;
        if (values.contains("step-size"))
            values["step-size"] = 0.0;
    }
    return values;
}

SessionState::SessionState(EngineClient& client, QObject* parent) : QObject(parent), m_client(client)
{
    connect(&client, &EngineClient::datasetOpened, this, &SessionState::onDatasetOpened);
    connect(&client, &EngineClient::jobFinished, this, &SessionState::onJobFinished);
    adoptAttack(m_attack.attackId, {{"epsilon", kFirstEpsilon}});
    m_imageCount = client.imageCount(m_dataset);
    m_sample = client.image(m_dataset, m_position);
}

std::vector<std::string> SessionState::activeModels() const
{
    if (m_isComparing)
        return {m_modelA, m_modelB};
    return {m_modelA};
}

double SessionState::epsilon() const
{
    return realValue(m_attack.values, "epsilon");
}

bool SessionState::isL2() const
{
    const auto norm = m_attack.values.find("norm");
    return norm != m_attack.values.end() && std::get<std::string>(norm->second) == "l2";
}

double SessionState::largestEpsilon() const
{
    return isL2() ? kLargestL2 : kLargestLinf;
}

PreviewRequest SessionState::previewRequest() const
{
    PreviewRequest request;
    request.modelIds = activeModels();
    request.sample = m_sample;
    request.attack = m_attack;
    request.wantTrace = false;
    return request;
}

void SessionState::setModelA(const std::string& id)
{
    if (id == m_modelA)
        return;
    m_modelA = id;
    Q_EMIT modelsChanged();
    Q_EMIT changed();
}

void SessionState::setModelB(const std::string& id)
{
    if (id == m_modelB)
        return;
    m_modelB = id;
    Q_EMIT modelsChanged();
    Q_EMIT changed();
}

void SessionState::setComparing(bool isComparing)
{
    if (isComparing == m_isComparing)
        return;
    m_isComparing = isComparing;
    Q_EMIT modelsChanged();
    Q_EMIT changed();
}

void SessionState::setDataset(const std::string& text)
{
    if (text == m_dataset.text && m_imageCount > 0)
        return;
    m_opening = m_client.open(OpenDatasetRequest {{text}});
}

void SessionState::onDatasetOpened(const DatasetOpened& event)
{
    if (event.id != m_opening || event.count <= 0)
        return;
    m_dataset = event.spec;
    m_imageCount = event.count;
    Q_EMIT datasetChanged();
    showImage(0);
}

void SessionState::onJobFinished(const JobFinished& event)
{
    if (event.id != m_opening || m_opening == 0 || !event.failure)
        return;
    m_opening = 0;
    Q_EMIT datasetChanged(); // the box goes back to the set that is still in use
    Q_EMIT datasetFailed(QString::fromStdString(event.failure->message));
}

void SessionState::setPosition(std::int64_t position)
{
    if (m_imageCount <= 0)
        return;
    const std::int64_t wrapped = ((position % m_imageCount) + m_imageCount) % m_imageCount;
    if (wrapped != m_position)
        showImage(wrapped);
}

void SessionState::setRandomPosition()
{
    if (m_imageCount < 2)
        return;
    // Any but the present one: a press that changes nothing looks broken.
    const std::int64_t step = 1 + QRandomGenerator::global()->bounded(static_cast<qint64>(m_imageCount - 1));
    setPosition(position() + step);
}

void SessionState::showImage(std::int64_t position)
{
    m_position = position;
    m_sample = m_client.image(m_dataset, position);
    Q_EMIT sampleChanged();
    Q_EMIT changed();
}

void SessionState::adoptAttack(const std::string& attackId, const ParameterSet& remembered)
{
    const AttackInfo& info = catalogue::attack(attackId);
    ParameterSet values = windowDefaults(attackId);
    for (const ParameterSpec& spec : info.parameters) {
        if (const auto value = remembered.find(spec.id); value != remembered.end())
            values[spec.id] = value->second;
    }
    m_attack.attackId = attackId;
    m_attack.values = values;
}

void SessionState::setAttack(const std::string& attackId)
{
    if (attackId == m_attack.attackId)
        return;
    m_valuesByAttack[m_attack.attackId] = m_attack.values;
    ParameterSet remembered = m_valuesByAttack[attackId];
    for (const char* shared : std::array {"epsilon", "norm", "target"}) {
        if (const auto value = m_attack.values.find(shared); value != m_attack.values.end())
            remembered[shared] = value->second;
    }
    adoptAttack(attackId, remembered);
    Q_EMIT attackChanged();
    Q_EMIT changed();
}

void SessionState::setParameter(const std::string& id, const ParameterValue& value)
{
    const auto found = m_attack.values.find(id);
    if (found == m_attack.values.end() || found->second == value)
        return;
    const bool wasL2 = isL2();
    found->second = value;
    if (isL2() != wasL2) {
        const double scaled = isL2() ? epsilon() * kL2PerLinf : epsilon() / kL2PerLinf;
        m_attack.values["epsilon"] = std::min(scaled, largestEpsilon());
    }
    Q_EMIT attackChanged();
    if (isL2() != wasL2)
        Q_EMIT epsilonChanged(epsilon());
    Q_EMIT changed();
}

void SessionState::setEpsilon(double epsilon)
{
    const double clamped = std::clamp(epsilon, 0.0, largestEpsilon());
    if (clamped == this->epsilon())
        return;
    m_attack.values["epsilon"] = clamped;
    Q_EMIT epsilonChanged(clamped);
    Q_EMIT changed();
}

void SessionState::setTarget(const std::string& target)
{
    const auto found = m_attack.values.find("target");
    if (found == m_attack.values.end())
        return;
    const bool isSame = std::get<std::string>(found->second) == target;
    setParameter("target", std::string(isSame ? "none" : target));
}

void SessionState::setSeed(quint64 seed)
{
    if (seed == m_attack.seed)
        return;
    m_attack.seed = seed;
    Q_EMIT attackChanged();
    Q_EMIT changed();
}

void SessionState::resetAttack()
{
    const double kept = epsilon();
    const bool wasL2 = isL2();
    m_attack.seed = 1;
    adoptAttack(m_attack.attackId, {});
    m_attack.values["epsilon"] = isL2() == wasL2 ? kept : std::min(kept, kFirstEpsilon);
    Q_EMIT attackChanged();
    Q_EMIT epsilonChanged(epsilon());
    Q_EMIT changed();
}

} // namespace epsilonlab::ui
