// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tour.h"

#include "shell/draw_dialog.h"
#include "shell/main_window.h"
#include "shell/tour_bubble.h"
#include "shell/undo_history.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>

#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr int kLookMs = 100;
constexpr int kGoOnMs = 1800; // to see what one has done

QAction* noiseAction(const MainWindow& window)
{
    return window.findChild<QAction*>(QStringLiteral("noiseAction"));
}

bool isDrawing(const MainWindow& window)
{
    const auto* pad = window.findChild<DrawDialog*>();
    return pad && pad->isVisible();
}

} // namespace

Tour::Tour(MainWindow& window, SessionState& session)
    : QObject(&window)
    , m_window(window)
    , m_session(session)
    , m_steps(tourSteps(window, session))
{
    m_clock.setInterval(kLookMs);
    m_goOn.setSingleShot(true);
    m_goOn.setInterval(kGoOnMs);
    connect(&m_clock, &QTimer::timeout, this, &Tour::look);
    connect(&m_goOn, &QTimer::timeout, this, &Tour::next);
}

void Tour::startOrNext()
{
    if (m_isRunning)
        return next();
    m_before = m_session.memory();
    m_viewBefore = m_session.view();
    m_window.undoHistory()->setPaused(true);
    m_undoBefore = m_window.undoHistory()->stack()->index();
    m_wasNoise = noiseAction(m_window)->isChecked();
    m_wasDrawing = isDrawing(m_window);
    begin();
    enter(0);
    Q_EMIT started();
}

void Tour::begin()
{
    m_isRunning = true;
    if (!m_bubble) {
        m_frame = new TourFrame(m_window);
        m_bubble = new TourBubble(m_window);
        connect(m_bubble, &TourBubble::nextWanted, this, &Tour::next);
        connect(m_bubble, &TourBubble::endWanted, this, &Tour::end);
    }
    qApp->installEventFilter(this);
    m_clock.start();
}

void Tour::takeOver(Tour& earlier)
{
    if (!earlier.m_isRunning)
        return;
    m_before = earlier.m_before;
    m_viewBefore = earlier.m_viewBefore;
    m_undoBefore = earlier.m_undoBefore;
    m_wasNoise = earlier.m_wasNoise;
    m_wasDrawing = earlier.m_wasDrawing;
    earlier.m_isRunning = false;
    qApp->removeEventFilter(&earlier);
    begin();
    m_step = earlier.m_step;
    m_bubble->say(at(m_step).sentence, m_step + 1, count());
}

void Tour::enter(int step)
{
    m_step = step;
    m_isDone = false;
    m_window.showView(at(step).view);
    if (at(step).prepare)
        at(step).prepare();
    m_bubble->say(at(step).sentence, step + 1, count());
    look();
}

void Tour::next()
{
    m_goOn.stop();
    if (!m_isRunning)
        return;
    if (m_step + 1 < count())
        enter(m_step + 1);
    else
        end();
}

void Tour::look()
{
    const TourStep& step = at(m_step);
    const auto* target = m_window.findChild<QWidget*>(step.target);
    if (target && target->isVisible()) {
        const QRect control(target->mapTo(&m_window, QPoint()), target->size());
        m_frame->surround(control);
        m_bubble->moveBeside(control);
    } else { // another tab was chosen, or a small window has no room for it
        m_frame->hide();
        m_bubble->moveBeside(QRect(m_window.rect().topRight(), QSize(1, 1)));
    }
    if (m_isDone || !step.isDone || !step.isDone())
        return;
    m_isDone = true;
    m_bubble->setDone();
    m_goOn.start();
}

void Tour::end()
{
    if (!std::exchange(m_isRunning, false))
        return;
    m_clock.stop();
    m_goOn.stop();
    qApp->removeEventFilter(this);
    m_frame->hide();
    m_bubble->hide();
    giveBack();
    Q_EMIT ended();
}

void Tour::giveBack()
{
    if (noiseAction(m_window)->isChecked() != m_wasNoise)
        noiseAction(m_window)->setChecked(m_wasNoise);
    if (auto* pad = m_window.findChild<DrawDialog*>(); pad && !m_wasDrawing)
        pad->hide();
    m_window.undoHistory()->stack()->setIndex(m_undoBefore); // somebody may have pressed Ctrl+Z on the way
    m_session.recall(m_before);
    m_window.undoHistory()->setPaused(false);
    m_session.setView(m_viewBefore);
}

/// Esc ends the tour, unless there is something that it stops or closes first. A window that is closed keeps
/// what was before.
bool Tour::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Close)
        end();
    if (event->type() != QEvent::ShortcutOverride
        || static_cast<const QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return false;
    const auto* stop = m_window.findChild<QAction*>(QStringLiteral("stopAttackAction"));
    if (QApplication::activeWindow() != &m_window || QApplication::activePopupWidget() || stop->isEnabled())
        return false;
    end();
    event->accept(); // and not what the same key does else
    return true;
}

} // namespace epsilonlab::ui
