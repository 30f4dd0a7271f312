// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/autosave.h"
#include "shell/session_loader.h"

#include <QObject>
#include <QPointer>

class QMenu;

namespace epsilonlab::ui {

class DecisionStrip;
class MainWindow;
class Pins;

/// Session files (.epslab): saving, opening by menu, drop or from the list of recent ones, and offering what
/// a crash left. A picture that this program saved carries its session and opens like one.
class SessionFiles : public QObject
{
    Q_OBJECT

public:
    SessionFiles(EngineClient& client, SessionState& session, DecisionStrip& strip, MainWindow& window);

    /// By its ending, or a picture that carries a session; any SVG or PDF, because these are nobody's digit.
    static bool isSessionFile(const QString& path);

    std::string currentJson() const; ///< of what is shown, without the pinned figures
    void openJson(const QByteArray& json, const QString& where); ///< `where` names it in sentences
    void fillRecent(QMenu& menu);
    bool openPasted(); ///< the session of a figure that was copied; false: there is none on the clipboard
    void offerLost(); ///< one line, if a program died with a session

public Q_SLOTS:
    void open(const QString& path);
    void save(const QString& path);
    void chooseAndOpen();
    void chooseAndSave();

private:
    void load(const Session& session, const QString& path); ///< no path: pasted
    Session whole() const; ///< with the pinned figures
    void onLoaded(const QStringList& missing);
    void remember(const QString& path);

    EngineClient& m_client;
    SessionState& m_session;
    DecisionStrip& m_strip;
    MainWindow& m_window;
    SessionLoader m_loader;
    Pins& m_pins;
    Autosave* m_autosave; ///< of the session: it outlives a window that is built anew
    SessionView m_viewToShow; ///< of the file that is being opened
    std::vector<PinnedFigure> m_figuresToAdd; ///< of that file
    QString m_path; ///< the file that is being opened
    QString m_lost; ///< in question on the strip
};

} // namespace epsilonlab::ui
