// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QDialog>
#include <QTemporaryDir>
#include <QTimer>

class QCheckBox;
class QLabel;

namespace epsilonlab::ui {

class DrawPad;
class EngineClient;
class SessionState;

/// A pad beside the window: what is drawn on it is the digit under attack, at once, stroke by stroke. It
/// waits for nothing and blocks nothing.
class DrawDialog : public QDialog
{
    Q_OBJECT

public:
    DrawDialog(EngineClient& client, SessionState& session, QWidget* window);

    DrawPad* pad() const { return m_pad; }

    void takeOver(const DrawDialog& earlier); ///< of a window that is about to go: its drawing, and its place
                                              ///< if it is open

protected:
    bool event(QEvent* event) override; ///< Ctrl+Z takes back a stroke here, not a change of the session
    void keyPressEvent(QKeyEvent* event) override;

private:
    void createWidgets();
    void onDrawn();
    void send();
    void onOpened(const ImageOpened& event);
    void onFinished(const JobFinished& event);

    EngineClient& m_client;
    SessionState& m_session;
    DrawPad* m_pad = nullptr;
    QCheckBox* m_centre = nullptr;
    QLabel* m_note = nullptr;
    QTemporaryDir m_folder; ///< the engine reads files alone
    QTimer m_soon;
    RequestId m_opening = 0;
    bool m_hasNews = false; ///< drawn on while the last picture was on its way, or within the same frame
};

} // namespace epsilonlab::ui
