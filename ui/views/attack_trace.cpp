// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_trace.h"

#include "api/catalogue.h"
#include "views/along_panel.h"
#include "views/attack_display.h"
#include "views/preview_cost.h"
#include "widgets/number_text.h"

#include <QAction>
#include <QKeySequence>
#include <QWidget>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kRestMs = 60; // between two steps of a drag

bool isSameQuestion(const PreviewRequest& a, const PreviewRequest& b)
{
    return a.modelIds == b.modelIds && a.sample.label == b.sample.label && a.sample.index == b.sample.index
        && a.sample.image == b.sample.image && a.attack == b.attack;
}

bool isSameWeights(const PreviewResult& a, const PreviewResult& b)
{
    return std::equal(a.models.begin(), a.models.end(), b.models.begin(), b.models.end(),
        [](const ModelPreview& x, const ModelPreview& y) { return x.snapshot == y.snapshot; });
}

} // namespace

AttackTrace::AttackTrace(EngineClient& client, AlongPanel& panel, QWidget* view)
    : QObject(view)
    , m_client(client)
    , m_panel(panel)
{
    createActions(view);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &AttackTrace::ask);
    connect(&client, &EngineClient::traceReady, this, &AttackTrace::onTrace);
    connect(&client, &EngineClient::traceFailed, this, &AttackTrace::onFailed);
    connect(&panel, &AlongPanel::stepChosen, this, &AttackTrace::onStepChosen);
}

QAction* AttackTrace::add(const char* objectName, const QString& title, const QKeySequence& key)
{
    auto* action = new QAction(title, this);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcut(key);
    m_actions.append(action);
    return action;
}

void AttackTrace::createActions(QWidget* view)
{
    connect(add("stepBackAction", tr("One step back along the attack"), Qt::Key_Comma), &QAction::triggered,
        this, [this] { m_panel.stepBy(-1); });
    connect(add("stepForwardAction", tr("One step forward along the attack"), Qt::Key_Period),
        &QAction::triggered, this, [this] { m_panel.stepBy(1); });
    QAction* first = add("firstStepAction", tr("To the start of the attack"), Qt::Key_Home);
    connect(first, &QAction::triggered, this, [this] { m_panel.goTo(0); });
    QAction* last = add("lastStepAction", tr("To the result of the attack"), Qt::Key_End);
    connect(last, &QAction::triggered, this, [this] { m_panel.goTo(m_panel.lastStep()); });
    for (QAction* each : {first, last}) { // lists in other tabs have a use for these keys
        each->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        view->addAction(each);
    }
    QAction* further = add("furtherStepAction", tr("One attack step, from the start"), Qt::Key_F8);
    connect(further, &QAction::triggered, this,
        [this] { m_panel.isAtEnd() ? m_panel.goTo(0) : m_panel.stepBy(1); });
    further->setShortcutContext(Qt::WidgetWithChildrenShortcut); // the Train tab has steps of its own
    view->addAction(further);
    connect(add("playStepsAction", tr("Play the steps of the attack"), {}), &QAction::triggered, &m_panel,
        &AlongPanel::toggle);
}

void AttackTrace::postpone()
{
    m_rest.stop();
}

void AttackTrace::follow(const PreviewResult& result, bool isNewest)
{
    const bool isKnown
        = isSameQuestion(result.request, m_trace.preview.request) && isSameWeights(result, m_trace.preview);
    isKnown ? m_panel.returnToEnd() : m_panel.setOutdated(); // a new picture is shown from its end
    if (!isKnown && m_lastAnswer != m_lastRequest)
        stop(); // what runs answers an older question
    m_rest.stop();
    if (result.tier != PreviewTier::Final)
        return;
    m_shown = result;
    if (!isKnown && isNewest)
        m_rest.start();
}

void AttackTrace::ask()
{
    if (!isSlowAttack(m_shown)) {
        m_lastRequest = m_client.trace(m_shown.request);
        return;
    }
    const AttackInfo& info = catalogue::attack(m_shown.request.attack.attackId);
    m_trace = {};
    m_panel.setNote(tr("%1 took %2: its steps are not computed a second time.")
                        .arg(QString::fromStdString(info.title), text::duration(m_shown.computeMs)));
    Q_EMIT settled();
}

void AttackTrace::stop()
{
    m_client.cancelTrace();
    m_rest.stop();
    m_lastAnswer = m_lastRequest;
}

void AttackTrace::onTrace(const TraceResult& trace)
{
    if (trace.id != m_lastRequest)
        return;
    m_lastAnswer = trace.id;
    if (!m_rest.isActive() && isSameQuestion(trace.preview.request, m_shown.request)) {
        m_trace = trace;
        m_panel.setTrace(trace);
    }
    Q_EMIT settled();
}

void AttackTrace::onFailed(const TraceFailed& event)
{
    if (event.id != m_lastRequest)
        return;
    m_lastAnswer = event.id;
    m_trace = {};
    m_panel.setNote(QString::fromStdString(event.failure.message));
    Q_EMIT settled();
}

void AttackTrace::onStepChosen(int step, bool isEnd)
{
    if (isEnd)
        Q_EMIT pictureChosen(m_shown);
    else if (m_panel.lastStep() > 0)
        Q_EMIT pictureChosen(display::atStep(m_trace, step));
}

} // namespace epsilonlab::ui
