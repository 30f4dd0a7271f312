// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/trace.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace epsilonlab::ui {

namespace {

constexpr int kTickMs = 10;
constexpr double kStallMs = 50.0; // interface.md, section 3: the GUI thread is never blocked for longer
constexpr qsizetype kRememberedInputs = 4096;

double epsilonOf(const PreviewResult& result)
{
    const auto found = result.request.attack.values.find("epsilon");
    const double* value = found == result.request.attack.values.end() ? nullptr : std::get_if<double>(&found->second);
    return value ? *value : 0.0;
}

} // namespace

Trace& Trace::instance()
{
    static Trace trace;
    return trace;
}

Trace::Trace()
{
    m_clock.start();
    const QString path = qEnvironmentVariable("EPSILONLAB_TRACE");
    if (path.isEmpty())
        return;
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        qWarning("EPSILONLAB_TRACE: %s cannot be written (%s). No trace is kept.", qPrintable(path),
            qPrintable(m_file.errorString()));
}

void Trace::input(RequestId id, double epsilon)
{
    if (!isOn())
        return;
    const double now = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    if (m_inputMs.size() > kRememberedInputs)
        m_inputMs.clear();
    m_inputMs.insert(id, now);
    write({{"event", "input"}, {"request", static_cast<qint64>(id)}, {"epsilon", epsilon}});
}

void Trace::painted(const PreviewResult& painted)
{
    if (isOn())
        result("paint", painted);
}

void Trace::dropped(const PreviewResult& dropped)
{
    if (isOn())
        result("dropped", dropped);
}

void Trace::result(const char* event, const PreviewResult& result)
{
    QJsonObject line {{"event", event}, {"request", static_cast<qint64>(result.id)},
        {"tier", result.tier == PreviewTier::Quick ? "quick" : "final"}, {"epsilon", epsilonOf(result)},
        {"compute_ms", result.computeMs}};
    if (const std::optional<double> latency = latencyOf(result.id))
        line.insert("latency_ms", *latency);
    write(line);
}

std::optional<double> Trace::latencyOf(RequestId id) const
{
    const auto found = m_inputMs.constFind(id);
    if (found == m_inputMs.constEnd())
        return std::nullopt;
    return static_cast<double>(m_clock.nsecsElapsed()) / 1e6 - *found;
}

void Trace::startWatchdog()
{
    if (!isOn() || m_watchdog.isActive())
        return;
    m_watchdog.setTimerType(Qt::PreciseTimer);
    m_watchdog.setInterval(kTickMs);
    m_lastTickMs = static_cast<double>(m_clock.elapsed());
    QObject::connect(qApp, &QCoreApplication::aboutToQuit, &m_watchdog, &QTimer::stop);
    QObject::connect(&m_watchdog, &QTimer::timeout, &m_watchdog, [this] {
        const double now = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
        const double away = now - m_lastTickMs;
        m_lastTickMs = now;
        if (away > kStallMs + kTickMs)
            write({{"event", "stall"}, {"latency_ms", away - kTickMs}});
    });
    m_watchdog.start();
}

void Trace::write(QJsonObject line)
{
    line.insert("t_ms", static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
    m_file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

} // namespace epsilonlab::ui
