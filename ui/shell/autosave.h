// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <memory>

namespace epsilonlab::ui {

class EngineClient;
class Pins;
class SessionState;

/// Keeps the session of this window in a file of its own, every 30 s while it changes and before a job, so
/// that a crash costs no more. A window that is closed takes its file away; one that is left over belongs to
/// a program that died.
class Autosave : public QObject
{
    Q_OBJECT

public:
    static constexpr int kIntervalMs = 30000;

    Autosave(EngineClient& client, SessionState& session, QObject* parent = nullptr);
    ~Autosave() override;

    static QString folder();

    /// The newest file that a dead program left; empty if there is none. It stays until forget() or the next
    /// start.
    QString lostFile() const;
    static void forget(const QString& file);

public Q_SLOTS:
    void save(); ///< at once, if something has changed since the last time

Q_SIGNALS:
    void failed(const QString& sentence); ///< once: the folder cannot be written

private:
    EngineClient& m_client;
    SessionState& m_session;
    const Pins& m_pins;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock; ///< while it is held, the file is a living window's
    QTimer m_timer;
    Session m_saved;
    bool m_hasFailed = false;
};

} // namespace epsilonlab::ui
