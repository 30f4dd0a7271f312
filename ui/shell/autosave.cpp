// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/autosave.h"

#include "api/error.h"
#include "api/faults.h"
#include "api/runs.h"
#include "client/engine_client.h"
#include "io/save_file.h"
#include "shell/kept.h"
#include "shell/pins.h"
#include "shell/session_loader.h"
#include "shell/session_state.h"
#include "text/core_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

#include <csignal>

namespace epsilonlab::ui {

namespace {

constexpr int kIntervalOfCrashMs = 1000;

QString lockOf(const QString& file)
{
    return file + QStringLiteral(".lock");
}

/// The lock of a program that runs cannot be taken; Qt sees by process id and name whether it does.
bool isLeftOver(const QString& file)
{
    QLockFile lock(lockOf(file));
    lock.setStaleLockTime(0);
    return lock.tryLock(0);
}

} // namespace

Autosave::Autosave(EngineClient& client, SessionState& session, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_session(session)
    , m_pins(*keptBy<Pins>(session))
    , m_saved(session.session())
{
    m_saved.figures = m_pins.all();
    m_file = QDir(folder()).filePath(
        QStringLiteral("autosave-%1-%2%3")
            .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")))
            .arg(QCoreApplication::applicationPid())
            .arg(QLatin1String(sessions::kSuffix)));
    m_timer.setInterval(faults::isSimulated(Fault::Crash) ? kIntervalOfCrashMs : kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &Autosave::save);
    connect(&client, &EngineClient::jobStarted, this, &Autosave::save);
    m_timer.start();
}

Autosave::~Autosave()
{
    if (m_lock)
        QFile::remove(m_file);
}

QString Autosave::folder()
{
    try {
        return QString::fromStdString((runs::root().parent_path() / "sessions").string());
    } catch (const Error&) { // the environment names no home
        return QDir(QDir::tempPath()).filePath(QStringLiteral("epsilonlab-sessions"));
    }
}

QString Autosave::lostFile() const
{
    const QDir dir(folder());
    const QStringList files = dir.entryList(
        {QStringLiteral("autosave-*") + QLatin1String(sessions::kSuffix)}, QDir::Files, QDir::Time);
    for (const QString& name : files) {
        const QString file = dir.filePath(name);
        if (file != m_file && isLeftOver(file))
            return file;
    }
    return {};
}

void Autosave::forget(const QString& file)
{
    QFile::remove(file);
    QFile::remove(lockOf(file));
}

void Autosave::save()
{
    Session now = m_session.session();
    now.figures = m_pins.all();
    if (now.showsSame(m_saved) && now.view == m_saved.view && now.figures == m_saved.figures)
        return;
    m_saved = now;
    SessionLoader::identify(now, m_client);
    try {
        QDir().mkpath(folder());
        if (!m_lock) {
            m_lock = std::make_unique<QLockFile>(lockOf(m_file));
            m_lock->setStaleLockTime(0);
            m_lock->tryLock(0);
        }
        saveFile(m_file, QByteArray::fromStdString(sessions::toJson(now)));
        if (faults::isSimulated(Fault::Crash))
            std::raise(SIGKILL); // nothing can tidy up after that
    } catch (const Error& error) {
        if (!std::exchange(m_hasFailed, true))
            Q_EMIT failed(
                tr("The session cannot be kept safe meanwhile: %1").arg(text::ofCore(error.message())));
    }
}

} // namespace epsilonlab::ui
