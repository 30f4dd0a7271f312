// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_ribbon.h"

#include "api/catalogue.h"
#include "client/engine_client.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "views/preview_cost.h"
#include "widgets/class_ribbon.h"
#include "widgets/number_text.h"

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kCells = 51;
constexpr double kTooLongSeconds = 10.0; // nobody asked for it: a processor is not kept busy for longer

bool isSame(const SweepRequest& a, const SweepRequest& b)
{
    AttackSettings left = a.attack, right = b.attack;
    left.values["epsilon"] = right.values["epsilon"] = 0.0;
    return a.modelIds == b.modelIds && left == right && a.epsilons == b.epsilons
        && a.sample.label == b.sample.label && a.sample.index == b.sample.index
        && a.sample.image == b.sample.image;
}

} // namespace

AttackRibbon::AttackRibbon(EngineClient& client, SessionState& session, ClassRibbon& ribbon, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_session(session)
    , m_ribbon(ribbon)
{
    connect(&session, &SessionState::changed, this, &AttackRibbon::onChanged);
    connect(&session, &SessionState::attackChanged, this, &AttackRibbon::onChanged);
    connect(&session, &SessionState::epsilonChanged, &ribbon, &ClassRibbon::setEpsilon);
    connect(&client, &EngineClient::sweepUpdated, this, &AttackRibbon::onSwept);
    connect(&ribbon, &ClassRibbon::epsilonPicked, &session, &SessionState::setEpsilon);
    connect(&ribbon, &ClassRibbon::reasonClicked, this, [this] {
        if (m_longSeconds > 0.0)
            ask(m_asked = requestNow(), 0.0);
    });
    onChanged();
}

SweepRequest AttackRibbon::requestNow() const
{
    SweepRequest request{m_session.activeModels(), m_session.sample(), m_session.attack(), {}};
    for (int i = 0; i < kCells; ++i)
        request.epsilons.push_back(i * m_session.largestEpsilon() / (kCells - 1));
    return request;
}

void AttackRibbon::onChanged()
{
    m_ribbon.setScale(m_session.largestEpsilon());
    m_ribbon.setRows(static_cast<int>(m_session.activeModels().size()));
    m_ribbon.setEpsilon(m_session.epsilon());
    m_isRunning = false; // every preview ends it; the end of that one starts it again
    SweepRequest now = requestNow();
    if (!isSame(m_subject, now)) {
        m_subject = std::move(now);
        m_shown = {};
        m_longSeconds = 0.0;
        m_isGivenUp = false;
        m_ribbon.setOutdated();
    }
    refreshReason();
}

void AttackRibbon::refreshReason()
{
    const AttackInfo& info = catalogue::attack(m_session.attack().attackId);
    if (m_longSeconds > 0.0)
        m_ribbon.setReason(tr(
            "What the networks read at every \u03B5 would take about %1 to compute. Click here to start it.")
                               .arg(text::duration(1000.0 * m_longSeconds)));
    else if (sweeps::applies(info))
        m_ribbon.setReason({});
    else if (info.group == AttackGroup::MinimalNorm)
        m_ribbon.setReason(
            tr("%1 finds the size of the change itself: the diamonds above.").arg(text::ofCore(info.title)));
    else if (info.group == AttackGroup::Universal)
        m_ribbon.setReason(
            tr("One change is made for the whole data set at each \u03B5: no ribbon for a single digit."));
    else
        m_ribbon.setReason(tr("No \u03B5 bounds this attack, so there is no ribbon over it."));
}

bool AttackRibbon::isShown(const SweepRequest& request, const PreviewResult& shown) const
{
    if (!m_shown.isLast || !isSame(m_shown.request, request) || m_shown.models.size() != shown.models.size())
        return false;
    return std::equal(m_shown.models.begin(), m_shown.models.end(), shown.models.begin(),
        [](const ModelSweep& a, const ModelPreview& b) { return a.snapshot == b.snapshot; });
}

void AttackRibbon::onSettled(const PreviewResult& shown)
{
    const SweepRequest request = requestNow();
    if (!sweeps::applies(catalogue::attack(request.attack.attackId)) || isShown(request, shown))
        return;
    const bool isAsked = isSame(request, m_asked);
    if (!isAsked && isSlowAttack(shown))
        waitForClick(kCells * shown.computeMs / 1000.0);
    else if (isAsked || !m_isGivenUp)
        ask(request, isAsked ? 0.0 : kTooLongSeconds);
}

void AttackRibbon::waitForClick(double seconds)
{
    m_isRunning = false; // one that was asked for before has ended with the preview
    m_longSeconds = seconds;
    refreshReason();
}

void AttackRibbon::ask(SweepRequest request, double limitSeconds)
{
    m_longSeconds = 0.0;
    m_isRunning = true;
    request.limitSeconds = limitSeconds;
    m_id = m_client.sweep(std::move(request));
    refreshReason();
}

void AttackRibbon::onSwept(const SweepResult& result)
{
    if (result.id != m_id || !isSame(result.request, m_subject))
        return;
    m_isRunning = !result.isLast;
    if (result.failure) {
        Q_EMIT messageRaised(text::ofCore(result.failure->message));
    } else if (result.neededSeconds > 0.0) {
        m_isGivenUp = true;
        waitForClick(result.neededSeconds);
    } else {
        m_shown = result;
        m_ribbon.showSweep(result);
    }
    if (result.isLast)
        Q_EMIT settled();
}

void AttackRibbon::jumpToFlip()
{
    std::vector<double> flips;
    for (const ModelSweep& model : m_shown.models)
        if (model.flip)
            flips.push_back(*model.flip);
    if (flips.empty()) {
        Q_EMIT messageRaised(m_shown.isLast ? tr("On this scale the attack works at no \u03B5.")
                                            : tr("Where the attack begins to work is not known yet."));
        return;
    }
    std::sort(flips.begin(), flips.end());
    const bool isThere = flips.front() == m_session.epsilon();
    m_session.setEpsilon(isThere ? flips.back() : flips.front());
}

} // namespace epsilonlab::ui
