// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the Attack tab tells which other.
#include "shell/session_state.h"
#include "views/along_panel.h"
#include "views/attack_actions.h"
#include "views/attack_board.h"
#include "views/attack_panel.h"
#include "views/attack_ribbon.h"
#include "views/attack_trace.h"
#include "views/attack_view.h"
#include "views/board_switches.h"
#include "widgets/epsilon_control.h"
#include "widgets/hold_key.h"
#include "widgets/message_strip.h"

namespace epsilonlab::ui {

void AttackView::connectAll()
{
    connect(&session(), &SessionState::changed, this, &AttackView::request);
    connect(&session(), &SessionState::epsilonChanged, m_epsilon, &EpsilonControl::setEpsilon);
    connect(&session(), &SessionState::attackChanged, this, &AttackView::refreshControls);
    connect(&session(), &SessionState::attackChanged, this, &AttackView::refreshSentence);
    connect(&session(), &SessionState::modelsChanged, this, &AttackView::refreshClassNames);
    connect(
        &client(), &EngineClient::noiseReady, this, [this](const NoiseResult& noise) { m_noise = noise; });
    connect(&client(), &EngineClient::previewReady, this, &AttackView::show);
    connect(&client(), &EngineClient::previewFailed, this, &AttackView::onPreviewFailed);
    connect(&client(), &EngineClient::previewCancelled, this, &AttackView::onCancelled);
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
    connect(&m_busy, &QTimer::timeout, this, [this] {
        m_board->setNote(tr("updating, Esc stops"));
        m_board->setBusy(true);
    });
    connect(&session(), &SessionState::datasetChanged, this, &AttackView::refreshClassNames);
    connect(new HoldKey(Qt::Key_C, this), &HoldKey::held, m_board, &AttackBoard::setBlinking);
    connectParts();
}

void AttackView::connectParts()
{
    const auto pass = [this] {
        if (isSettled())
            Q_EMIT settled();
    };
    connect(m_actions, &AttackActions::stopRequested, this, &AttackView::stop);
    connect(m_actions, &AttackActions::jumpRequested, m_ribbon, &AttackRibbon::jumpToFlip);
    connect(m_actions, &AttackActions::noiseToggled, m_board, &AttackBoard::setNoiseShown);
    connect(m_actions, &AttackActions::noiseToggled, this, &AttackView::showSizes);
    connect(m_ribbon, &AttackRibbon::messageRaised, this, &View::messageRaised);
    connect(m_ribbon, &AttackRibbon::settled, this, pass);
    connect(m_trace, &AttackTrace::settled, this, pass);
    connect(m_trace, &AttackTrace::pictureChosen, this, &AttackView::showStep);
    connect(m_board, &AttackBoard::digitsAsked, this, &AttackView::openDigitGrid);
    connect(m_board->switches(), &BoardSwitches::logitsToggled, this,
        [this](bool is) { keep(&SessionView::isLogits, is); });
    connect(m_board->switches(), &BoardSwitches::ownScaleToggled, this,
        [this](bool is) { keep(&SessionView::isOwnScale, is); });
    connect(
        m_along, &AlongPanel::openToggled, this, [this](bool are) { keep(&SessionView::areStepsOpen, are); });
    connect(m_strip, &MessageStrip::newsChanged, this, &AttackView::fitHeight);
    connect(&session(), &SessionState::attackChanged, this, &AttackView::fitHeight,
        Qt::QueuedConnection); // after the form
    connect(&session(), &SessionState::viewChanged, this, &AttackView::applyView);
}

} // namespace epsilonlab::ui
