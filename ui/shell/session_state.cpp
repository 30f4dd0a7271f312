// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/session_state.h"

#include "api/catalogue.h"
#include "client/engine_client.h"
#include "shell/window_defaults.h"
#include "text/core_text.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace epsilonlab::ui {

namespace {

constexpr double kLargestLinfEpsilon = 0.5;
constexpr double kLargestL2 = 6.0;
constexpr double kLargestL1 = 50.0;

} // namespace

SessionState::SessionState(EngineClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    connect(&client, &EngineClient::datasetOpened, this, &SessionState::onDatasetOpened);
    connect(&client, &EngineClient::jobFinished, this, &SessionState::onJobFinished);
    adoptAttack(m_attack.attackId, {});
    m_imageCount = client.imageCount(m_dataset);
    m_sample = client.image(m_dataset, m_position);
}

std::vector<std::string> SessionState::activeModels() const
{
    if (m_isComparing)
        return {m_modelA, m_modelB};
    return {m_modelA};
}

bool SessionState::isEpsilonUsed() const
{
    const AttackInfo& info = catalogue::attack(m_attack.attackId);
    return info.bound == AttackBound::Ball && info.group != AttackGroup::MinimalNorm
        && m_attack.values.contains("epsilon");
}

std::vector<std::string> SessionState::classNames() const
{
    return m_client.classNames(m_dataset);
}

double SessionState::largestEpsilon() const
{
    const std::string norm = catalogue::normOf(m_attack.attackId, m_attack.values);
    return norm == "l2" ? kLargestL2 : norm == "l1" ? kLargestL1 : kLargestLinfEpsilon;
}

PreviewRequest SessionState::previewRequest() const
{
    PreviewRequest request;
    request.modelIds = activeModels();
    request.sample = m_sample;
    request.attack = m_attack;
    request.wantTrace = false;
    // Epsilon stays what the other attacks are set to; these find the nearest image, however far.
    if (catalogue::isMinimalNorm(m_attack.attackId))
        request.attack.values["epsilon"] = 0.0;
    request.dataset = m_dataset;
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
    m_opening = m_client.open(OpenDatasetRequest{{text}});
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
    Q_EMIT datasetFailed(text::ofCore(event.failure->message));
}

void SessionState::setPosition(std::int64_t position)
{
    if (m_imageCount <= 0)
        return;
    const std::int64_t wrapped = ((position % m_imageCount) + m_imageCount) % m_imageCount;
    if (wrapped != m_position || m_isOwnPicture)
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
    m_isOwnPicture = false;
    Q_EMIT sampleChanged();
    Q_EMIT changed();
}

void SessionState::adoptAttack(const std::string& attackId, const ParameterSet& remembered)
{
    const AttackInfo& info = catalogue::attack(attackId);
    ParameterSet values = windowDefaults(attackId);
    for (const ParameterSpec& spec : info.parameters) {
        const auto value = remembered.find(spec.id);
        const bool isKnown = value != remembered.end()
            && (spec.kind != ParameterKind::Choice
                || std::count(spec.choices.begin(), spec.choices.end(), std::get<std::string>(value->second))
                    > 0);
        if (isKnown) // the other attack may know a norm that this one does not
            values[spec.id] = value->second;
    }
    m_attack.attackId = attackId;
    m_attack.values = values;
    if (isEpsilonUsed())
        m_attack.values["epsilon"] = m_epsilon;
    fitToRanges();
}

void SessionState::fitToRanges()
{
    // A step of 5 that was right in L2 is none in L-infinity; the engine would refuse it.
    for (const ParameterSpec& wide : catalogue::attack(m_attack.attackId).parameters) {
        if (wide.rangeOf.empty() || wide.kind != ParameterKind::Real)
            continue;
        const ParameterSpec spec = narrowed(wide, m_attack.values);
        double& value = std::get<double>(m_attack.values.at(spec.id));
        value = std::clamp(value, spec.minimum, spec.maximum);
    }
}

void SessionState::setAttack(const std::string& attackId)
{
    if (attackId == m_attack.attackId)
        return;
    const double wasLargest = largestEpsilon();
    m_valuesByAttack[m_attack.attackId] = m_attack.values;
    ParameterSet remembered = m_valuesByAttack[attackId];
    for (const char* shared : std::array{"norm", "target"}) {
        if (const auto value = m_attack.values.find(shared); value != m_attack.values.end())
            remembered[shared] = value->second;
    }
    adoptAttack(attackId, remembered);
    fitEpsilon(wasLargest);
    Q_EMIT attackChanged();
    Q_EMIT changed();
}

// A distance of 0.15 per pixel is about 2 in L2 on a digit: the same place of the scale keeps the order of
// magnitude.
void SessionState::fitEpsilon(double wasLargest)
{
    if (largestEpsilon() == wasLargest)
        return;
    m_epsilon = std::min(m_epsilon * largestEpsilon() / wasLargest, largestEpsilon());
    if (isEpsilonUsed())
        m_attack.values["epsilon"] = m_epsilon;
    Q_EMIT epsilonChanged(m_epsilon);
}

void SessionState::setParameter(const std::string& id, const ParameterValue& value)
{
    const auto found = m_attack.values.find(id);
    if (found == m_attack.values.end() || found->second == value)
        return;
    const double wasLargest = largestEpsilon();
    found->second = value;
    fitEpsilon(wasLargest);
    fitToRanges();
    Q_EMIT attackChanged();
    Q_EMIT changed();
}

void SessionState::setEpsilon(double epsilon)
{
    const double clamped = std::clamp(epsilon, 0.0, largestEpsilon());
    if (clamped == m_epsilon)
        return;
    m_epsilon = clamped;
    if (isEpsilonUsed())
        m_attack.values["epsilon"] = clamped;
    Q_EMIT epsilonChanged(clamped);
    if (isEpsilonUsed())
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
    const double wasLargest = largestEpsilon();
    m_attack.seed = 1;
    adoptAttack(m_attack.attackId, {});
    fitEpsilon(wasLargest);
    Q_EMIT attackChanged();
    Q_EMIT changed();
}

} // namespace epsilonlab::ui
