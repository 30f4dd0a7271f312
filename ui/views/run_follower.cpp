// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/run_follower.h"

#include "client/engine_client.h"
#include "text/core_text.h"

namespace epsilonlab::ui {

namespace {

constexpr int kFollowMs = 1000;
constexpr int kToldFailure = 3; // one alone is nothing that a person can do about

} // namespace

RunFollower::RunFollower(EngineClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    m_again.setSingleShot(true);
    m_again.setInterval(kFollowMs);
    connect(&m_again, &QTimer::timeout, this, &RunFollower::read);
    connect(&client, &EngineClient::runOpened, this, &RunFollower::onOpened);
    connect(&client, &EngineClient::jobFinished, this, &RunFollower::onFinished);
}

void RunFollower::open(const std::filesystem::path& run)
{
    close();
    m_run = run;
    m_isKnown = false;
    m_failures = 0;
    read();
}

void RunFollower::close()
{
    m_again.stop();
    m_reading = 0;
}

void RunFollower::read()
{
    m_reading = m_client.open(OpenRunRequest{m_run});
}

void RunFollower::onOpened(const RunOpened& event)
{
    if (event.id != m_reading)
        return;
    m_failures = 0;
    if (event.run.info.isBusy)
        m_again.start();
    if (std::exchange(m_isKnown, true))
        Q_EMIT grown(event.run);
    else
        Q_EMIT opened(event.run);
}

void RunFollower::onFinished(const JobFinished& event)
{
    if (event.id != m_reading || m_reading == 0 || !event.failure)
        return;
    if (m_isKnown)
        m_again.start();
    if (!m_isKnown || ++m_failures == kToldFailure)
        Q_EMIT failed(text::ofCore(event.failure->message), QString::fromStdString(event.failure->detail));
}

} // namespace epsilonlab::ui
