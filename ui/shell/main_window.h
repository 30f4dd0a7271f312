// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/window_docks.h"
#include "shell/window_files.h"
#include "theme/theme.h"

#include <QMainWindow>
#include <QTimer>

#include <vector>

class QTabWidget;

namespace epsilonlab::ui {

class DecisionStrip;
class EngineClient;
class SessionBar;
class SessionState;
class StatusLine;
class UndoHistory;
class View;

/// Puts the parts together: bars, tabs, docks, files, menus, settings. What the parts do is theirs.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(EngineClient& client, SessionState& session, QWidget* parent = nullptr);

    View* view(const QString& id) const; ///< nullptr if there is none
    void showView(const QString& id);
    void showMessage(const QString& sentence);

    /// What `earlier` shows and a session does not hold; it is about to go.
    void takeOver(MainWindow& earlier);

    ExplainDock* explainDock() const { return m_docks->explain(); }
    LogDock* logDock() const { return m_docks->log(); }
    FigureFiles* figureFiles() const { return m_files->figures(); }
    FigureMenu* figureMenu() const { return m_files->figureMenu(); }
    ModelFiles* modelFiles() const { return m_files->models(); }
    PictureFiles* pictureFiles() const { return m_files->pictures(); }
    ReportFiles* reportFiles() const { return m_files->reports(); }
    SessionFiles* sessionFiles() const { return m_files->sessions(); }
    UndoHistory* undoHistory() const { return m_undoHistory; }
    const std::vector<View*>& views() const { return m_views; }

Q_SIGNALS:
    void languageWanted(const QString& id); ///< the window has to be built anew for it
    void projectorWanted(bool isWanted); ///< and for this

public Q_SLOTS:
    void setTheme(epsilonlab::ui::theme::Theme theme);
    void resetLayout();
    void openFile(const QString& path); ///< a network, a session, what a view opens; anything else is taken
                                        ///< for a picture

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void createBars();
    void createTabs();
    void connectAll();
    void restoreSettings();
    void saveSettings() const;
    void onTabChanged(int index);
    void refreshColours();

    EngineClient& m_client;
    SessionState& m_session;
    SessionBar* m_sessionBar = nullptr;
    DecisionStrip* m_strip = nullptr;
    WindowFiles* m_files = nullptr;
    UndoHistory* m_undoHistory = nullptr;
    QTabWidget* m_tabs = nullptr;
    WindowDocks* m_docks = nullptr;
    StatusLine* m_status = nullptr;
    std::vector<View*> m_views;
    QTimer m_saveSoon;
};

} // namespace epsilonlab::ui
