// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/runs.h"
#include "data/file_io.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace epsilonlab {

class Error;

/// The folder of a run (formats.md, "Run directory"). Files appear whole or not at all. When the disk fails,
/// that is told once through `warn`, the training goes on, and the recipe and the lines wait in memory; each
/// later checkpoint, state and model is tried again, what waits before it. The first time that everything is
/// written, that is told once too. A folder that may not be made, or for which there is no room, is such a
/// failure; one that can never be (a file is in its way) is not.
class RunDirectory
{
public:
    using Warn = std::function<void(const Warning&)>;

    /// An empty path writes nothing. Throws Error(NotWritable) if the folder can never be made,
    /// Error(BadParameter) if `isResumed` is false and it holds a run, or a file of the name that a run's has
    /// (nothing that exists is overwritten), or if another program writes it.
    RunDirectory(std::filesystem::path path, bool isResumed, Warn warn);

    /// The folder a request names. Where the request allows, a folder that cannot be made is a warning and
    /// nothing is written.
    static RunDirectory of(const TrainRequest& request, const Warn& warn);

    static bool isBusy(const std::filesystem::path& path); ///< somebody is writing this run now

    bool isAsked() const { return !m_path.empty(); } ///< there is a folder to write
    bool exists() const { return m_lock.isOpen(); } ///< there is a folder that is this run's
    bool isWritten() const { return m_isWorking && !m_path.empty(); } ///< what is handed in reaches the disk

    void writeRecipe(const std::string& json);
    void append(const TrainingPoint& point);
    void append(const TrainingEpoch& epoch);
    void append(const TrainingFlag& flag);
    void appendStart(const std::string& dataset, std::int64_t step, std::int64_t totalSteps); ///< of each
                                                                                              ///< sitting
    void writeState(const std::string& state); ///< between two checkpoints
    void writeCheckpoint(int epoch, const std::string& model, const std::string& state);
    bool writeModel(const std::string& model); ///< false: it is not on the disk
    static std::string checkpointName(int epoch); ///< "epoch-007.safetensors"

    std::optional<std::string> readState() const; ///< what was saved last, if anything was

    /// Drops the lines of the curves and events after `step`, epochs after `measuredStep`, and torn ones: the
    /// run goes on from there.
    void forgetAfter(std::int64_t step, std::int64_t measuredStep);

private:
    void open(); ///< made and locked, if it is not yet; throws as the constructor does
    void fail(const Error& error);
    bool guarded(const std::function<void()>& write); ///< false: failed, and it was told
    /// After whatever waits; also where the disk failed before. False: these files are not written.
    bool writeFiles(const std::function<void()>& write);
    bool writeWaiting();
    void appendLine(const char* file, const std::string& line);
    void appendNow(const std::string& file, const std::string& lines) const;
    void keepLines(const std::filesystem::path& file, const std::function<bool(const std::string&)>& isKept);

    std::filesystem::path m_path;
    bool m_isResumed;
    Warn m_warn;
    Descriptor m_lock; // of the folder; the system gives it up when the program dies
    bool m_isWorking = true;
    bool m_hasWarned = false, m_hasRecovered = false;
    std::string m_recipe; // until it is written
    std::map<std::string, std::string> m_waiting; // lines by file
};

} // namespace epsilonlab
