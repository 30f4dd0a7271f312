// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_view.h"

#include "api/catalogue.h"
#include "client/trace.h"
#include "shell/session_state.h"
#include "views/attack_actions.h"
#include "views/attack_board.h"
#include "views/attack_panel.h"
#include "views/attack_ribbon.h"
#include "views/attack_sizes.h"
#include "views/noise_panel.h"
#include "widgets/class_ribbon.h"
#include "widgets/epsilon_control.h"
#include "widgets/hold_key.h"
#include "widgets/message_strip.h"
#include "widgets/number_text.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kBusyAfterMs = 150; // interface.md, section 6: shorter waits would only flicker

QStringList toList(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names)
        list << QString::fromStdString(name);
    return list;
}

} // namespace

AttackView::AttackView(EngineClient& client, SessionState& session, QWidget* parent) : View(client, session, parent)
{
    createWidgets();
    layOut();
    connectAll();
    refreshClassNames();
    refreshControls();
    refreshSentence();
}

void AttackView::createWidgets()
{
    m_board = new AttackBoard(this);
    m_epsilon = new EpsilonControl(this);
    m_panel = new AttackPanel(session(), this);
    m_strip = new MessageStrip(this);
    m_strip->setObjectName("attackStrip");
    m_actions = new AttackActions(session(), this);
    m_ribbon = new AttackRibbon(client(), session(), *m_epsilon->ribbon(), this);
    m_busy.setSingleShot(true);
    m_busy.setInterval(kBusyAfterMs);
    setFocusPolicy(Qt::ClickFocus); // arrows work after a click into the empty area too
    setFocusProxy(m_epsilon);
}

void AttackView::layOut()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 4);
    column->setSpacing(6);
    column->addWidget(m_board, 1);
    column->addWidget(m_epsilon);
    column->addWidget(m_panel);
    column->addWidget(m_strip);
}

void AttackView::connectAll()
{
    connect(&session(), &SessionState::changed, this, &AttackView::request);
    connect(&session(), &SessionState::epsilonChanged, m_epsilon, &EpsilonControl::setEpsilon);
    connect(&session(), &SessionState::attackChanged, this, &AttackView::refreshControls);
    connect(&session(), &SessionState::attackChanged, this, &AttackView::refreshSentence);
    connect(&session(), &SessionState::modelsChanged, this, &AttackView::refreshClassNames);
    connect(&client(), &EngineClient::noiseReady, this, [this](const NoiseResult& noise) { m_noise = noise; });
    connect(&client(), &EngineClient::previewReady, this, &AttackView::show);
    connect(&client(), &EngineClient::previewFailed, this, &AttackView::onPreviewFailed);
    connect(&client(), &EngineClient::modelPublished, this, &AttackView::onModelPublished);
    connect(m_epsilon, &EpsilonControl::epsilonEdited, &session(), &SessionState::setEpsilon);
    connect(m_epsilon, &EpsilonControl::rejected, m_strip, &MessageStrip::showError);
    connect(m_epsilon, &EpsilonControl::corrected, m_strip, &MessageStrip::clearError);
    connect(m_panel, &AttackPanel::rejected, m_strip, &MessageStrip::showError);
    connect(m_panel, &AttackPanel::corrected, m_strip, &MessageStrip::clearError);
    connect(m_board, &AttackBoard::readOut, this, &View::messageRaised);
    connect(m_board, &AttackBoard::classClicked, this,
        [this](int index) { session().setTarget(std::to_string(index)); });
    connect(m_board, &AttackBoard::painted, this, &AttackView::onPainted);
    connect(&m_busy, &QTimer::timeout, this, [this] { m_board->setNote(tr("updating, Esc stops")); });
    connect(m_actions, &AttackActions::stopRequested, this, &AttackView::stop);
    connect(m_actions, &AttackActions::jumpRequested, m_ribbon, &AttackRibbon::jumpToFlip);
    connect(m_actions, &AttackActions::noiseToggled, m_board, &AttackBoard::setNoiseShown);
    connect(m_actions, &AttackActions::noiseToggled, this, &AttackView::showSizes);
    connect(m_ribbon, &AttackRibbon::messageRaised, this, &View::messageRaised);
    connect(m_ribbon, &AttackRibbon::settled, this, [this] { if (isSettled()) Q_EMIT settled(); });
    connect(&session(), &SessionState::datasetChanged, this, &AttackView::refreshClassNames);
    connect(new HoldKey(Qt::Key_C, this), &HoldKey::held, m_board, &AttackBoard::setBlinking);
}

QList<QAction*> AttackView::menuActions() const
{
    return m_actions->inMenuOrder();
}

void AttackView::setActive(bool isActive)
{
    View::setActive(isActive);
    if (isActive && m_isStale)
        request();
}

void AttackView::request()
{
    m_isStale = !isActive();
    if (m_isStale || session().sample().image.isEmpty())
        return;
    m_lastRequest = client().preview(session().previewRequest(), {true});
    Trace::instance().input(m_lastRequest, session().epsilon());
    m_actions->setRunning(true);
    if (!m_busy.isActive())
        m_busy.start();
}

bool AttackView::isSettled() const
{
    return isPictureFinal() && m_ribbon->isSettled();
}

bool AttackView::isPictureFinal() const
{
    return m_shown.id != 0 && m_shown.id == m_lastRequest && m_shown.tier == PreviewTier::Final;
}

void AttackView::settle(const QString& note)
{
    m_busy.stop();
    m_actions->setRunning(false);
    m_board->setNote(note);
}

void AttackView::stop()
{
    client().cancelPreview();
    settle(tr("stopped"));
    Q_EMIT messageRaised(tr("Stopped: the picture is not the end of the attack. Any change starts it again."));
}

bool AttackView::isNews(const PreviewResult& result) const
{
    if (result.id != m_shown.id)
        return result.id > m_shown.id;
    return result.tier >= m_shown.tier; // in the order in which they are made
}

void AttackView::show(const PreviewResult& result)
{
    if (result.models.empty() || !isNews(result)) {
        Trace::instance().dropped(result);
        return;
    }
    if (m_isPaintPending)
        Trace::instance().dropped(m_shown);
    m_shown = result;
    m_isPaintPending = true;
    if (isPictureFinal())
        settle();
    m_board->setComparing(result.models.size() > 1);
    m_board->setSampleTitle(session().sampleTitle());
    m_board->showResult(result, shownNoise());
    showSizes();
    warnOfZeroGradient();
    Q_EMIT resultShown(result);
    if (isPictureFinal())
        m_ribbon->onSettled(result);
    if (isSettled())
        Q_EMIT settled();
}

NoiseResult AttackView::shownNoise() const
{
    return m_noise.id == m_shown.id ? m_noise : NoiseResult {};
}

void AttackView::showSizes()
{
    if (m_shown.models.empty())
        return;
    // What a search found stays said: its twin is as large.
    const bool isNoise = m_board->isNoiseShown() && m_epsilon->mode() == EpsilonControl::Mode::Size;
    sizes::show(*m_epsilon, isNoise ? noiseInPlace(m_shown, shownNoise()) : m_shown);
}

void AttackView::warnOfZeroGradient()
{
    const auto stuck = std::find_if(m_shown.models.begin(), m_shown.models.end(),
        [](const ModelPreview& model) { return model.gradientIsZero; });
    if (stuck == m_shown.models.end()) {
        m_strip->showWarning({});
        return;
    }
    const QString title = QString::fromStdString(catalogue::attack(m_shown.request.attack.attackId).title);
    m_strip->showWarning(tr("The gradient of %1 is exactly zero on this digit: %2 cannot move. This is not robustness.")
                             .arg(QString::fromStdString(stuck->modelName), title));
}

void AttackView::onPainted()
{
    if (!m_isPaintPending)
        return;
    m_isPaintPending = false;
    Trace::instance().painted(m_shown);
}

void AttackView::onPreviewFailed(const PreviewFailed& event)
{
    if (event.id < m_lastRequest)
        return;
    settle(tr("failed"));
    m_strip->showError(QString::fromStdString(event.failure.message));
}

void AttackView::onModelPublished(const ModelPublished& event)
{
    const std::vector<std::string> active = session().activeModels();
    if (std::find(active.begin(), active.end(), event.model.id) == active.end())
        return;
    refreshClassNames();
    request();
}

void AttackView::refreshControls()
{
    sizes::prepare(*m_epsilon, session().attack());
    m_epsilon->setEpsilon(session().epsilon());
}

void AttackView::refreshSentence()
{
    const AttackInfo& info = catalogue::attack(session().attack().attackId);
    QString hint = QString::fromStdString(info.title + ": " + info.sentence);
    if (!info.boundSentence.empty())
        hint += ' ' + QString::fromStdString(info.boundSentence);
    const auto craft = session().attack().values.find("craft-images");
    if (craft != session().attack().values.end())
        hint += ' ' + tr("Made from the first %1 pictures of the data set.").arg(QString::fromStdString(parameterText(craft->second)));
    m_strip->setHint(hint);
}

void AttackView::refreshClassNames()
{
    m_board->setDatasetClassNames(toList(session().classNames()));
    for (const ModelInfo& model : client().models()) {
        if (model.id == session().modelA()) {
            m_board->setClassNames(0, toList(model.classNames));
            m_epsilon->ribbon()->setClassNames(0, toList(model.classNames));
            m_actions->setClassNames(toList(model.classNames));
            m_panel->setClassNames(model.classNames);
        }
        if (model.id == session().modelB()) {
            m_board->setClassNames(1, toList(model.classNames));
            m_epsilon->ribbon()->setClassNames(1, toList(model.classNames));
        }
    }
}

void AttackView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        m_strip->clearError();
        return;
    }
    if (!m_epsilon->handleKey(event))
        View::keyPressEvent(event);
}

} // namespace epsilonlab::ui
