// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/intro.h"

#include "shell/explain_dock.h"
#include "shell/main_window.h"
#include "shell/session_state.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr double kDurationMs = 1500.0;
constexpr int kFrameMs = 16;
constexpr double kStep = 0.005;

} // namespace

Intro::Intro(SessionState& session, MainWindow& window)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
{
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &Intro::step);
}

void Intro::start()
{
    m_session.setEpsilon(0.0);
    m_window.explainDock()->setCaption(tr("Same picture, same tiny change. Drag \u03B5."));
    QCoreApplication::instance()->installEventFilter(this);
    m_timer.start();
}

void Intro::step()
{
    if (!m_clock.isValid()) {
        if (!m_window.isVisible())
            return;
        m_clock.start();
    }
    const double part = std::min(1.0, static_cast<double>(m_clock.elapsed()) / kDurationMs);
    m_session.setEpsilon(std::round(part * SessionState::kFirstEpsilon / kStep) * kStep);
    if (part >= 1.0)
        stop();
}

void Intro::stop()
{
    m_timer.stop();
    QCoreApplication::instance()->removeEventFilter(this);
    Q_EMIT finished();
}

bool Intro::eventFilter(QObject* watched, QEvent* event)
{
    Q_UNUSED(watched)
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::Wheel)
        stop();
    return false;
}

} // namespace epsilonlab::ui
