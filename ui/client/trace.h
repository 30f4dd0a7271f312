// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

class QJsonObject;
class QWidget;

namespace epsilonlab::ui {

/// EPSILONLAB_TRACE=file: one JSON line per input, painted result, dropped result and GUI stall, so that
/// latency can be measured on the real program. Without the variable every call returns at once. GUI thread
/// only.
///
/// "t_ms" counts from the start of the process as the kernel has it, in steps of 10 ms, so that mapping the
/// libraries is in it; "latency_ms" from the moment the display server saw the key or the mouse, where one
/// did, to the end of the flush that put the picture on the screen. A stall line says how much processor time
/// the GUI thread used meanwhile
/// ("cpu_ms"): the rest it waited or was not let run.
class Trace : public QObject
{
    Q_OBJECT

public:
    static Trace& instance();

    bool isOn() const { return m_file.isOpen(); }

    /// A moment of the start: "main". The first paint, "shown", is written without being asked for.
    void mark(const char* what);

    /// A control moved and request `id` was sent for it.
    void input(RequestId id, double epsilon);
    void painted(const PreviewResult& result); ///< at the end of the paint event that shows `result`
    void dropped(const PreviewResult& result); ///< overtaken by a newer one and never shown
    void awaitPaint(const QWidget& view); ///< a tab was chosen: its next painting is written as "tab"

    /// Writes a stall line whenever the event loop was away for more than 50 ms, and from now on listens to
    /// input.
    void startWatchdog();

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Trace();

    void open(const QString& path);
    QJsonObject lineOf(const char* event, const PreviewResult& result) const;
    void onTick();
    void onPaint(const QObject* watched);
    void write(QJsonObject line);
    double now() const; ///< since the start of the process
    std::optional<double> latencyOf(RequestId id) const;

    QFile m_file;
    QElapsedTimer m_clock;
    double m_clockStart = 0.0; ///< age of the process when m_clock began
    std::optional<double> m_eventTime; ///< of the input that is being handled
    QHash<RequestId, double> m_inputTimes; ///< of each request
    QTimer m_watchdog;
    double m_lastTick = 0.0;
    double m_lastCpu = 0.0;
    const QObject* m_awaited = nullptr; ///< only compared, never followed
    double m_awaitedSince = 0.0;
    bool m_isShown = false; ///< the first paint event of all has come
};

} // namespace epsilonlab::ui
