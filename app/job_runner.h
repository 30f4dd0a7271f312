// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common_options.h"
#include "progress_line.h"

#include "api/engine.h"

#include <functional>

namespace epsilonlab {

/// Runs engine jobs to their end for programs without an event loop: shows progress and warnings on standard
/// error, and turns Ctrl-C into a request to stop and keep what is done.
class JobRunner
{
public:
    explicit JobRunner(const CommonOptions& options);

    Engine& engine() { return m_engine; }
    ProgressLine& progress() { return m_progress; }

    /// Waits for the last event of `id`; every event of it goes to `onEvent` first. Throws what the job
    /// failed with.
    JobOutcome wait(RequestId id, const std::function<void(const Event&)>& onEvent);

    /// The id of a shipped network, whatever its case, or the path of a file. With --trust the file is opened
    /// now, and a TorchScript file is remembered as trusted. Throws Error(NotFound), and what opening throws.
    std::string modelArgument(const std::string& text);

    /// Opens the file of a network, or finds a built-in one. Throws Error.
    ModelInfo openModel(const std::string& text);

private:
    void stopIfInterrupted(RequestId id);

    Engine m_engine;
    bool m_isTrusting;
    ProgressLine m_progress;
    bool m_isStopping = false;
};

} // namespace epsilonlab
