// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/run_follower.h"

#include "client/engine_client.h"
#include "text/core_text.h"

namespace epsilonlab::ui {

namespace {

constexpr int kFollowMs = 1000;

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
    if (event.run.info.isBusy)
        m_again.start();
    if (std::exchange(m_isKnown, true))
        Q_EMIT grown(event.run);
    else
        Q_EMIT opened(event.run);
}

void RunFollower::onFinished(const JobFinished& event)
{
    if (event.id == m_reading && m_reading != 0 && event.failure)
        Q_EMIT failed(text::ofCore(event.failure->message), QString::fromStdString(event.failure->detail));
}

} // namespace epsilonlab::ui
