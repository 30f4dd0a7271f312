// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QObject>
#include <QTimer>

namespace epsilonlab::ui {

class EngineClient;

/// Reads a run folder, and again every second as long as some other program writes it. A read that fails
/// meanwhile is not the end of that: its disk may be away for a moment.
class RunFollower : public QObject
{
    Q_OBJECT

public:
    explicit RunFollower(EngineClient& client, QObject* parent = nullptr);

    void open(const std::filesystem::path& run); ///< in place of the one before
    void close();

Q_SIGNALS:
    void opened(const epsilonlab::RunRecord& run);
    void grown(const epsilonlab::RunRecord& run); ///< the same run, read again
    void failed(const QString& sentence, const QString& detail); ///< at once, or after several reads in a row

private:
    void read();
    void onOpened(const RunOpened& event);
    void onFinished(const JobFinished& event);

    EngineClient& m_client;
    std::filesystem::path m_run;
    RequestId m_reading = 0;
    bool m_isKnown = false; ///< it was read at least once
    int m_failures = 0; ///< in a row
    QTimer m_again;
};

} // namespace epsilonlab::ui
