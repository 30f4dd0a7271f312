// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QTimer>

#include <optional>

class QJsonObject;

namespace epsilonlab::ui {

/// EPSILONLAB_TRACE=file: one JSON line per input, painted result, dropped result and GUI stall, so that latency can be
/// measured on the real program. Without the variable every call returns at once. GUI thread only.
class Trace
{
public:
    static Trace& instance();

    bool isOn() const { return m_file.isOpen(); }

    /// A control moved and request `id` was sent for it. Latency counts from here.
    void input(RequestId id, double epsilon);
    void painted(const PreviewResult& result); ///< after the paint event that shows `result`
    void dropped(const PreviewResult& result); ///< overtaken by a newer one and never shown

    /// Writes a stall line whenever the event loop was away for more than 50 ms.
    void startWatchdog();

private:
    Trace();

    void result(const char* event, const PreviewResult& result);
    void write(QJsonObject line);
    std::optional<double> latencyOf(RequestId id) const;

    QFile m_file;
    QElapsedTimer m_clock;
    QHash<RequestId, double> m_inputMs;
    QTimer m_watchdog;
    double m_lastTickMs = 0.0;
};

} // namespace epsilonlab::ui
