// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_view.h"

#include "client/trace.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "views/along_panel.h"
#include "views/attack_actions.h"
#include "views/attack_board.h"
#include "views/attack_column.h"
#include "views/attack_names.h"
#include "views/attack_panel.h"
#include "views/attack_ribbon.h"
#include "views/attack_sizes.h"
#include "views/attack_trace.h"
#include "views/attack_words.h"
#include "views/board_switches.h"
#include "views/digit_grid.h"
#include "views/noise_panel.h"
#include "views/preview_progress.h"
#include "widgets/class_ribbon.h"
#include "widgets/epsilon_control.h"
#include "widgets/message_strip.h"

#include <QKeyEvent>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kBusyAfterMs = 150; // interface.md, section 6: shorter waits would only flicker

} // namespace

AttackView::AttackView(EngineClient& client, SessionState& session, QWidget* parent)
    : View(client, session, parent)
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
    m_along = new AlongPanel(this);
    m_trace = new AttackTrace(client(), *m_along, this);
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
    m_column = new AttackColumn(*this, {*m_board, *m_epsilon, *m_panel, *m_along, *m_strip});
}

QList<QAction*> AttackView::menuActions() const
{
    const QList<QAction*> gap{nullptr};
    return QList<QAction*>{m_board->switches()->chooseAction()} + m_actions->inMenuOrder() + gap
        + m_board->switches()->scaleActions() + gap + m_trace->menuActions();
}

void AttackView::openDigitGrid()
{
    if (!m_grid) {
        m_grid = new DigitGrid(client(), session(), this);
        m_grid->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_grid->show(); // beside the window, which shows what is chosen
    m_grid->activateWindow();
}

void AttackView::setActive(bool isActive)
{
    View::setActive(isActive);
    if (isActive && (m_isStale || !isSettled())) // another view may have taken the place of a sweep or a
                                                 // trace
        request();
}

void AttackView::request()
{
    m_isStale = !isActive();
    if (m_isStale || session().sample().image.isEmpty())
        return;
    m_lastRequest = client().preview(session().previewRequest(), {true});
    Trace::instance().input(m_lastRequest, session().epsilon());
    m_trace->postpone();
    m_actions->setRunning(true);
    if (!m_busy.isActive())
        m_busy.start();
}

bool AttackView::isSettled() const
{
    return isPictureFinal() && m_ribbon->isSettled() && m_trace->isSettled();
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
    m_board->setBusy(false);
}

void AttackView::stop()
{
    client().cancelPreview(); // which tells everybody
}

void AttackView::onCancelled()
{
    m_trace->stop();
    settle(stoppedNote(m_shown));
    Q_EMIT messageRaised(
        tr("Stopped: the picture is not the end of the attack. Any change starts it again."));
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
    m_trace->follow(result, isPictureFinal());
    Q_EMIT resultShown(result);
    if (isPictureFinal())
        m_ribbon->onSettled(result);
    if (isSettled())
        Q_EMIT settled();
}

NoiseResult AttackView::shownNoise() const
{
    return m_noise.id == m_shown.id ? m_noise : NoiseResult{};
}

void AttackView::showSizes()
{
    if (m_shown.models.empty())
        return;
    // What a search found stays said: its twin is as large.
    const bool isNoise = m_board->isNoiseShown() && m_epsilon->mode() == EpsilonControl::Mode::Size;
    sizes::show(*m_epsilon, isNoise ? noiseInPlace(m_shown, shownNoise()) : m_shown, isNoise);
}

void AttackView::showStep(const PreviewResult& result)
{
    if (!m_along->isAtEnd())
        m_actions->setNoiseShown(false); // a step is the attack's
    m_board->showResult(result, shownNoise());
    if (m_epsilon->mode() == EpsilonControl::Mode::Size)
        sizes::show(*m_epsilon, result);
}

void AttackView::keep(bool SessionView::*what, bool value)
{
    SessionView view = session().view();
    view.*what = value;
    session().setView(view);
}

void AttackView::applyView()
{
    const SessionView view = session().view(); // a copy: each switch tells of its change at once
    m_along->setOpen(view.areStepsOpen);
    m_board->switches()->set(view.isLogits, view.isOwnScale);
}

void AttackView::warnOfZeroGradient()
{
    const QString sentence = words::zeroGradient(m_shown);
    m_strip->showWarning(sentence, sentence.isEmpty() ? QString() : words::whyZeroGradient());
    // While a slider moves each picture has the same to say; the log has it once.
    if (sentence != m_warned && !sentence.isEmpty())
        Q_EMIT warningRaised(text::joined(sentence, words::whyZeroGradient()));
    m_warned = sentence;
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
    m_strip->showError(text::ofCore(event.failure.message));
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
    m_strip->setHint(words::hint(session().attack()));
}

void AttackView::refreshClassNames()
{
    nameClasses(client(), session(), {*m_board, *m_epsilon->ribbon(), *m_actions, *m_panel});
}

void AttackView::resizeEvent(QResizeEvent* event)
{
    View::resizeEvent(event);
    fitHeight();
}

void AttackView::fitHeight()
{
    m_column->fitHeight();
}

void AttackView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        m_strip->clearError();
        return;
    }
    // Actions of this tab, but while nothing has the focus (the slider may have lost it with its handle)
    // their keys come here.
    if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)
        return m_along->goTo(event->key() == Qt::Key_Home ? 0 : m_along->lastStep());
    if (!m_epsilon->handleKey(event))
        View::keyPressEvent(event);
}

} // namespace epsilonlab::ui
