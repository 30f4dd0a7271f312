// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_keeper.h"

#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "shell/undo_history.h"
#include "text/language.h"
#include "theme/theme.h"

#include <QApplication>

#include <utility>

namespace epsilonlab::ui {

WindowKeeper::WindowKeeper(EngineClient& client, SessionState& session)
    : m_client(client)
    , m_session(session)
{
    makeWindow();
}

WindowKeeper::~WindowKeeper() = default;

void WindowKeeper::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_client, m_session);
    // Queued: the window that asks is about to go.
    connect(
        m_window.get(), &MainWindow::languageWanted, this, &WindowKeeper::setLanguage, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::projectorWanted, this, &WindowKeeper::setProjecting,
        Qt::QueuedConnection);
}

void WindowKeeper::setLanguage(const QString& id)
{
    if (id == Language::current())
        return;
    Language::use(*qApp, id);
    if (auto* history = m_session.findChild<UndoHistory*>())
        history->retranslate(); // before the menu asks for the names
    replaceWindow();
}

void WindowKeeper::setProjecting(bool isProjecting)
{
    if (isProjecting == theme::isProjecting())
        return;
    theme::setProjecting(*qApp, isProjecting);
    replaceWindow();
}

void WindowKeeper::replaceWindow()
{
    const SessionView view = m_session.view(); // a new window begins with its first tab
    const std::unique_ptr<MainWindow> earlier = std::move(m_window);
    makeWindow();
    m_window->takeOver(*earlier);
    m_session.setView(view);
    m_window->show(); // before the other goes: Qt ends the program with its last window
    m_window->activateWindow(); // the keys go on where they were
    Q_EMIT windowReplaced();
}

} // namespace epsilonlab::ui
