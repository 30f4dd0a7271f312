// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <filesystem>
#include <string>
#include <vector>

namespace epsilonlab {

/// Something that happened at one moment of a training: a mark on its curves.
struct TrainingFlag
{
    std::string code; ///< "checkpoint", "learning-rate", "resumed", "nan", "stopped", "finished"
    std::int64_t step = 0;
    double epoch = 0.0, seconds = 0.0; ///< of training, pauses not counted
    std::string message; ///< one sentence
};

/// How a run ended. Unfinished: its program was closed or killed, so it can go on where it was.
enum class RunState { Unfinished, Finished, Stopped, Failed };

/// A run folder (formats.md, "Run directory") in short.
struct RunInfo
{
    std::filesystem::path path;
    std::string recipeName;
    ParameterSet recipe; ///< complete
    std::string dataset;
    RunState state = RunState::Unfinished;
    std::string host; ///< on which machine it was trained last; empty if its files do not say
    bool isBusy = false; ///< some program, here or on another machine, is writing it now
    bool isElsewhere = false; ///< busy on `host`, as far as its files tell: they grew within the last minute
    bool hasCheckpoint = false; ///< there is something to resume from
    std::int64_t totalSteps = 0;
    int epochsDone = 0;
    std::string written; ///< last change in local time: "2026-11-24 07:12"

    bool isResumable() const { return state == RunState::Unfinished && hasCheckpoint && !isBusy; }
};

/// A run folder with its curves.
struct RunRecord
{
    RunInfo info;
    std::vector<TrainingPoint> points;
    std::vector<TrainingEpoch> epochs;
    std::vector<TrainingFlag> flags;
};

namespace runs {
/// A short run that comes with the program: what curves look like, where there are none yet.
RunRecord example();

/// Where the window keeps runs: $XDG_DATA_HOME/epsilonlab/runs, or ~/.local/share/epsilonlab/runs. Throws
/// Error(NotFound) where the environment names neither.
std::filesystem::path root();

/// A folder below root() that does not exist yet, named by the time and the recipe: "2026-11-24-071203-fast".
/// Makes nothing.
std::filesystem::path newDirectory(const std::string& recipeName);
} // namespace runs

} // namespace epsilonlab
