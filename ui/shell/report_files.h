// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QObject>

namespace epsilonlab::ui {

class DecisionStrip;
class EngineClient;
class SessionState;

/// The report of what the window shows: its networks, data set, attack and digit, measured by a job that the
/// status line shows and stops, then written by the ending of the chosen name. A stop keeps the images that
/// were finished.
class ReportFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr std::int64_t kImages = 200; ///< measured for each network and epsilon

    ReportFiles(EngineClient& client, SessionState& session, DecisionStrip& strip, QWidget* window);

    void takeOver(const ReportFiles& earlier); ///< the report that is being measured

public Q_SLOTS:
    void chooseAndWrite();
    void write(const QString& path);

private:
    ReportRequest request() const;
    std::string writeSession() const; ///< where it is; empty: not needed
    void onFinished(const ReportFinished& event);
    void onJobFinished(const JobFinished& event);

    EngineClient& m_client;
    SessionState& m_session;
    DecisionStrip& m_strip;
    QWidget* m_window;
    RequestId m_measuring = 0;
    ReportRequest m_request;
    QString m_path;
    std::string m_sessionText; ///< as JSON, if the example is a person's own picture
};

} // namespace epsilonlab::ui
