// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/trace.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QEvent>
#include <QInputEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QWidget>

#include <ctime>

#include <unistd.h>

namespace epsilonlab::ui {

namespace {

constexpr int kTickMs = 10;
constexpr double kStallMs = 50.0; // interface.md, section 3: the GUI thread is never blocked for longer
constexpr qsizetype kRememberedInputs = 4096;
constexpr quint32 kOldestEventMs = 60000; // a larger age means that the server counts from elsewhere

double millisecondsOf(clockid_t clock)
{
    timespec time = {};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Age of this process: proc(5), field 22 of stat, in clock ticks since boot. 0 where it cannot be read.
double processAge()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0.0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' '); // a name may hold spaces
    constexpr qsizetype kStartTime = 22 - 3; // the first field here is the third
    if (fields.size() <= kStartTime)
        return 0.0;
    const double started = fields[kStartTime].toDouble() * 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK));
    return millisecondsOf(CLOCK_BOOTTIME) - started;
}

double epsilonOf(const PreviewResult& result)
{
    const auto found = result.request.attack.values.find("epsilon");
    const double* value
        = found == result.request.attack.values.end() ? nullptr : std::get_if<double>(&found->second);
    return value ? *value : 0.0;
}

/// What was shown, so that a script can compare it with a computation of its own: pixels by their SHA-256.
QJsonArray modelsOf(const PreviewResult& result)
{
    QJsonArray models;
    for (const ModelPreview& model : result.models) {
        const std::vector<float>& pixels = model.adversarial.pixels;
        const QByteArrayView bytes(reinterpret_cast<const char*>(pixels.data()),
            static_cast<qsizetype>(pixels.size() * sizeof(float)));
        models.append(QJsonObject{{"id", QString::fromStdString(model.modelId)},
            {"verdict", verdictName(model.verdict)}, {"clean", model.cleanClass},
            {"adversarial", model.adversarialClass}, {"linf", model.distances.linf},
            {"l2", model.distances.l2},
            {"sha256",
                QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())}});
    }
    return models;
}

bool isInput(QEvent::Type type)
{
    return type == QEvent::MouseMove || type == QEvent::MouseButtonPress || type == QEvent::KeyPress
        || type == QEvent::Wheel;
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
    if (const QString path = qEnvironmentVariable("EPSILONLAB_TRACE"); !path.isEmpty())
        open(path);
}

void Trace::open(const QString& path)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        qWarning("EPSILONLAB_TRACE: %s cannot be written (%s). No trace is kept.", qPrintable(path),
            qPrintable(m_file.errorString()));
        return;
    }
    m_clockStart = processAge() - static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    write({{"event", "start"}, {"monotonic_ms", millisecondsOf(CLOCK_MONOTONIC)}});
}

double Trace::now() const
{
    return m_clockStart + static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
}

void Trace::mark(const char* what)
{
    if (isOn())
        write({{"event", what}});
}

void Trace::input(RequestId id, double epsilon)
{
    if (!isOn())
        return;
    if (m_inputTimes.size() > kRememberedInputs)
        m_inputTimes.clear();
    m_inputTimes.insert(id, m_eventTime.value_or(now()));
    write({{"event", "input"}, {"request", static_cast<qint64>(id)}, {"epsilon", epsilon},
        {"waited_ms", m_eventTime ? now() - *m_eventTime : 0.0}});
}

void Trace::painted(const PreviewResult& result)
{
    if (!isOn())
        return;
    // Queued: the flush to the screen follows in the same event as the painting.
    QMetaObject::invokeMethod(
        this,
        [this, line = lineOf("paint", result), models = modelsOf(result), id = result.id]() mutable {
            line.insert("models", models);
            if (const std::optional<double> latency = latencyOf(id))
                line.insert("latency_ms", *latency);
            write(line);
        },
        Qt::QueuedConnection);
}

void Trace::awaitPaint(const QWidget& view)
{
    if (!isOn())
        return;
    m_awaited = &view;
    m_awaitedSince = m_eventTime.value_or(now());
}

void Trace::dropped(const PreviewResult& result)
{
    if (isOn())
        write(lineOf("dropped", result));
}

QJsonObject Trace::lineOf(const char* event, const PreviewResult& result) const
{
    return {{"event", event}, {"request", static_cast<qint64>(result.id)},
        {"tier",
            result.tier == PreviewTier::Quick         ? "quick"
                : result.tier == PreviewTier::Partial ? "partial"
                                                      : "final"},
        {"epsilon", epsilonOf(result)}, {"attack", QString::fromStdString(result.request.attack.attackId)},
        {"image", static_cast<qint64>(result.request.sample.index)}, {"compute_ms", result.computeMs}};
}

std::optional<double> Trace::latencyOf(RequestId id) const
{
    const auto found = m_inputTimes.constFind(id);
    if (found == m_inputTimes.constEnd())
        return std::nullopt;
    return now() - *found;
}

void Trace::startWatchdog()
{
    if (!isOn() || m_watchdog.isActive())
        return;
    m_watchdog.setTimerType(Qt::PreciseTimer);
    m_watchdog.setInterval(kTickMs);
    m_lastTick = now();
    m_lastCpu = millisecondsOf(CLOCK_THREAD_CPUTIME_ID);
    connect(&m_watchdog, &QTimer::timeout, this, &Trace::onTick);
    connect(qApp, &QCoreApplication::aboutToQuit, &m_watchdog, &QTimer::stop);
    qApp->installEventFilter(this);
    m_watchdog.start();
}

void Trace::onTick()
{
    const double tick = now(), cpu = millisecondsOf(CLOCK_THREAD_CPUTIME_ID);
    const double away = tick - m_lastTick, used = cpu - m_lastCpu;
    m_lastTick = tick;
    m_lastCpu = cpu;
    if (away > kStallMs + kTickMs)
        write({{"event", "stall"}, {"latency_ms", away - kTickMs}, {"cpu_ms", used}});
}

bool Trace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint)
        onPaint(watched);
    if (!isInput(event->type())) {
        if (event->type() == QEvent::Timer || event->type() == QEvent::MetaCall)
            m_eventTime.reset(); // what comes of these is nobody's input
        return false;
    }
    // X11 and Wayland stamp input with the low 32 bits of the monotonic clock, in milliseconds.
    const auto stamp = static_cast<quint32>(static_cast<QInputEvent*>(event)->timestamp());
    const quint32 age = static_cast<quint32>(static_cast<quint64>(millisecondsOf(CLOCK_MONOTONIC))) - stamp;
    m_eventTime = stamp != 0 && age < kOldestEventMs ? now() - age : now();
    return false;
}

void Trace::onPaint(const QObject* watched)
{
    if (!m_isShown) {
        m_isShown = true;
        QMetaObject::invokeMethod(
            this, [this] { mark("shown"); }, Qt::QueuedConnection);
    }
    if (watched != m_awaited)
        return;
    m_awaited = nullptr;
    QMetaObject::invokeMethod(
        this,
        [this, name = watched->objectName(), since = m_awaitedSince] {
            write({{"event", "tab"}, {"name", name}, {"latency_ms", now() - since}});
        },
        Qt::QueuedConnection);
}

void Trace::write(QJsonObject line)
{
    line.insert("t_ms", now());
    m_file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

} // namespace epsilonlab::ui
