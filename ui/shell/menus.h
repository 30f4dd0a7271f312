// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;

namespace epsilonlab::ui {

class DrawDialog;
class EngineClient;
class MainWindow;
class SessionState;

/// The menu bar. Every entry does something; what a view offers comes from View::menuActions(). Single
/// letters act only when no text field has the focus: text fields claim printable keys before shortcuts are
/// looked up.
class Menus : public QObject
{
    Q_OBJECT

public:
    Menus(MainWindow& window, EngineClient& client, SessionState& session);

    void takeOver(const Menus& earlier); ///< the drawing on its pad

private:
    void createFile();
    void createSessions(QMenu* menu);
    void createFigures(QMenu* menu);
    void createEdit();
    void paste();
    void showDrawDialog();
    void createView();
    void createOfViews();
    void createHelp();
    void createTour(QMenu* menu);
    QMenu* addMenu(const char* objectName, const QString& title);
    QAction* add(QMenu* menu, const char* objectName, const QString& title, const QKeySequence& key);
    void showShortcuts();
    void showAbout();

    MainWindow& m_window;
    EngineClient& m_client;
    SessionState& m_session;
    DrawDialog* m_draw = nullptr; ///< made when it is first wanted
};

} // namespace epsilonlab::ui
