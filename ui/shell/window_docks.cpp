// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_docks.h"

#include "shell/explain_dock.h"
#include "shell/log_dock.h"
#include "theme/theme.h"

#include <QMainWindow>
#include <QResizeEvent>

namespace epsilonlab::ui {

namespace {

constexpr int kExplainNeedsWidth = 1180; // interface.md, section 1

} // namespace

WindowDocks::WindowDocks(QMainWindow& window, EngineClient& client)
    : QObject(&window)
    , m_window(window)
{
    m_explain = new ExplainDock(client, &window);
    window.addDockWidget(Qt::RightDockWidgetArea, m_explain);
    m_log = new LogDock(&window);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_log);
    connect(m_explain, &ExplainDock::toggleRequested, this, &WindowDocks::toggleExplain);
}

void WindowDocks::setExplainWanted(bool isWanted)
{
    m_isExplainWanted = isWanted;
    fit();
}

void WindowDocks::fit()
{
    m_explain->setCollapsed(!m_isExplainWanted || m_window.width() < kExplainNeedsWidth);
    if (theme::isProjecting())
        m_explain->hide();
}

void WindowDocks::fitAfter(const QResizeEvent& event)
{
    const bool wasWide = event.oldSize().width() >= kExplainNeedsWidth;
    if (!event.oldSize().isValid() || wasWide != (m_window.width() >= kExplainNeedsWidth))
        fit();
}

void WindowDocks::reset()
{
    m_log->hide();
    setExplainWanted(true);
}

void WindowDocks::toggleExplain()
{
    if (theme::isProjecting()) { // not for good: the choice of other days stays
        m_explain->setCollapsed(false);
        m_explain->setVisible(m_explain->isHidden());
        return;
    }
    m_isExplainWanted = m_explain->isCollapsed();
    m_explain->setCollapsed(!m_isExplainWanted);
    Q_EMIT explainChosen();
}

} // namespace epsilonlab::ui
