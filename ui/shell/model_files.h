// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QObject>

namespace epsilonlab::ui {

class DecisionStrip;
class EngineClient;
class SessionState;

/// Opening and saving networks: by the menu, by drop, by --open. An opened one becomes network A. One that
/// cannot be opened leaves the networks in use as they are, with a sentence why. TorchScript is code: it is
/// opened only after a decision on the strip.
class ModelFiles : public QObject
{
    Q_OBJECT

public:
    ModelFiles(EngineClient& client, SessionState& session, DecisionStrip& strip, QWidget* window);

    static bool isModelFile(const QString& path); ///< by its ending
    static QString openFilter(); ///< for a file dialog

public Q_SLOTS:
    void open(const QString& path);
    void chooseAndOpen();
    void chooseAndSave(); ///< network A
    void save(const QString& path);

private:
    void send(const QString& path, bool isTrusted);
    void onPublished(const ModelPublished& event);
    void onFinished(const JobFinished& event);
    QString nameOfA() const;

    EngineClient& m_client;
    SessionState& m_session;
    DecisionStrip& m_strip;
    QWidget* m_window;
    RequestId m_opening = 0; ///< the newest; what older ones bring is listed, but not shown as A
    QString m_path;
    QString m_undecided; ///< the file in question on the strip
};

} // namespace epsilonlab::ui
