// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

#include <csignal>
#include <functional>

/// The real program, without a display.
namespace program {

constexpr int kLimitMs = 240000; ///< of a run: sanitizers on a busy machine are slow

struct Ended
{
    int code = -1; ///< -1: it crashed or did not end
    QByteArray out, err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QString text() const { return QString::fromUtf8(out); }
    QString errors() const { return QString::fromUtf8(err); }
};

inline QProcessEnvironment environment()
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        variables.remove(QLatin1String(display));
    variables.insert("no_proxy", "127.0.0.1");
    return variables;
}

/// A run that goes on beside the test.
class Running
{
public:
    explicit Running(
        const QStringList& arguments, const QString& folder = {}, const QString& file = EPSILONLAB_PROGRAM)
    {
        m_process.setProcessEnvironment(environment());
        if (!folder.isEmpty())
            m_process.setWorkingDirectory(folder);
        m_process.start(file, arguments);
    }

    /// Waits until standard error is as wanted; false if the program ends or the time is over before.
    bool waitForError(const std::function<bool(const QByteArray&)>& isWanted)
    {
        QElapsedTimer timer;
        timer.start();
        while (!isWanted(m_err) && timer.elapsed() < kLimitMs) {
            if (m_process.state() == QProcess::NotRunning)
                return false;
            m_process.setReadChannel(QProcess::StandardError);
            m_process.waitForReadyRead(100);
            m_err += m_process.readAllStandardError();
        }
        return isWanted(m_err);
    }

    bool isRunning() { return !m_process.waitForFinished(20); }

    void interrupt() { ::kill(static_cast<pid_t>(m_process.processId()), SIGINT); }

    Ended wait()
    {
        Ended ended;
        const bool isOver = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(kLimitMs);
        if (!isOver)
            m_process.kill();
        // An error may be left over from a wait that ran into its limit; only this one says that there was no
        // run.
        if (isOver && m_process.exitStatus() == QProcess::NormalExit
            && m_process.error() != QProcess::FailedToStart)
            ended.code = m_process.exitCode();
        ended.out = m_process.readAllStandardOutput();
        ended.err = m_err + m_process.readAllStandardError();
        return ended;
    }

private:
    QProcess m_process;
    QByteArray m_err;
};

inline Ended run(
    const QStringList& arguments, const QString& folder = {}, const QString& file = EPSILONLAB_PROGRAM)
{
    return Running(arguments, folder, file).wait();
}

} // namespace program
