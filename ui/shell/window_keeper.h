// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace epsilonlab::ui {

class EngineClient;
class MainWindow;
class SessionState;

/// Owns the main window and builds it anew when another language or projector mode is chosen: every widget
/// asks for its texts and fonts once, when it is made. Engine, session, undo history, autosave and the run in
/// training live outside the window and go on; the new window takes over what the old one showed.
class WindowKeeper : public QObject
{
    Q_OBJECT

public:
    WindowKeeper(EngineClient& client, SessionState& session);
    ~WindowKeeper() override;

    MainWindow& window() const { return *m_window; }

public Q_SLOTS:
    void setLanguage(const QString& id);
    void setProjecting(bool isProjecting);

Q_SIGNALS:
    void windowReplaced();

private:
    void makeWindow();
    void replaceWindow();

    EngineClient& m_client;
    SessionState& m_session;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace epsilonlab::ui
