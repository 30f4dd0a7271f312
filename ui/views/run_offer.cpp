// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/run_offer.h"

#include "client/engine_client.h"
#include "shell/settings.h"
#include "views/train_files.h"
#include "views/train_run.h"
#include "widgets/action_strip.h"

#include <algorithm>

namespace epsilonlab::ui {

RunOffer::RunOffer(EngineClient& client, TrainRun& run, ActionStrip& strip, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_run(run)
    , m_strip(strip)
{
    connect(&client, &EngineClient::runsListed, this, &RunOffer::onRunsListed);
}

void RunOffer::look()
{
    m_listing = m_client.open(ListRunsRequest{});
}

void RunOffer::onRunsListed(const RunsListed& event)
{
    if (event.id != m_listing || m_run.state() != TrainState::Idle)
        return;
    const auto found = std::find_if(
        event.runs.begin(), event.runs.end(), [](const RunInfo& run) { return run.isResumable(); });
    if (found != event.runs.end() && train::shortPath(found->path) != WindowSettings::read().dismissedRun)
        offer(*found);
}

void RunOffer::offer(const RunInfo& run)
{
    const auto epochs = run.recipe.find("epochs");
    m_strip.ask(tr("The run \"%1\" of %2 was cut off after epoch %3 of %4.")
                    .arg(QString::fromStdString(run.recipeName), QString::fromStdString(run.written))
                    .arg(run.epochsDone)
                    .arg(epochs == run.recipe.end() ? 0 : std::get<std::int64_t>(epochs->second)),
        {tr("Resume"), [this, path = run.path] { m_run.resume(path); }},
        {tr("Dismiss"), [path = train::shortPath(run.path)] {
             WindowSettings settings = WindowSettings::read();
             settings.dismissedRun = path;
             settings.write();
         }});
}

} // namespace epsilonlab::ui
