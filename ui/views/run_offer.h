// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QObject>

namespace epsilonlab::ui {

class ActionStrip;
class EngineClient;
class TrainRun;

/// Offers to go on with a run that was cut off.
class RunOffer : public QObject
{
    Q_OBJECT

public:
    RunOffer(EngineClient& client, TrainRun& run, ActionStrip& strip, QObject* parent = nullptr);

    void look(); ///< among the runs on the disk; one that was dismissed is not offered again
    void offer(const RunInfo& run);

private:
    void onRunsListed(const RunsListed& event);

    EngineClient& m_client;
    TrainRun& m_run;
    ActionStrip& m_strip;
    RequestId m_listing = 0;
};

} // namespace epsilonlab::ui
