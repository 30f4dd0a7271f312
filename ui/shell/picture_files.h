// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QObject>
#include <QTemporaryDir>

namespace epsilonlab::ui {

class DecisionStrip;
class EngineClient;
class SessionState;

/// A person's own picture as the digit under attack: by menu, drop or from the clipboard. What was done to it
/// is said in one line, with another way to fit it. One that cannot be read leaves the digit as it is, with a
/// sentence why.
class PictureFiles : public QObject
{
    Q_OBJECT

public:
    PictureFiles(EngineClient& client, SessionState& session, DecisionStrip& strip, QWidget* window);

public Q_SLOTS:
    void open(const QString& path);
    void chooseAndOpen();
    void paste(); ///< the picture on the clipboard, or the file that was copied there

private:
    void send(const QString& path, ImageFit fit);
    void onOpened(const ImageOpened& event);
    void onFinished(const JobFinished& event);

    EngineClient& m_client;
    SessionState& m_session;
    DecisionStrip& m_strip;
    QWidget* m_window;
    QTemporaryDir m_pasted; ///< the engine reads files alone
    RequestId m_opening = 0;
    QString m_path, m_name;
    QString m_refittable; ///< the picture whose fit is in question on the strip
};

} // namespace epsilonlab::ui
