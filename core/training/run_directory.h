// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace epsilonlab {

/// The folder of a run (formats.md, "Run directory"). Files appear whole or not at all. When the disk fails, the first
/// failure is told once through `warn`, and the training goes on in memory.
class RunDirectory
{
public:
    using Warn = std::function<void(const Warning&)>;

    /// An empty path writes nothing. Throws Error(NotWritable) if the folder cannot be made, Error(BadParameter) if it
    /// holds a run already and `isResumed` is false: nothing that exists is overwritten.
    RunDirectory(std::filesystem::path path, bool isResumed, Warn warn);

    void writeRecipe(const std::string& json);
    void append(const TrainingPoint& point);
    void append(const TrainingEpoch& epoch);
    void appendEvent(const std::string& code, std::int64_t step, const std::string& message);
    void writeCheckpoint(int epoch, const std::string& model, const std::string& state);
    void writeModel(const std::string& model);

    /// The state of the last whole epoch, if there is one; lines of the metrics after `step` are dropped by forgetAfter.
    std::optional<std::string> readState() const;
    void forgetAfter(std::int64_t step);

private:
    void guarded(const std::function<void()>& write);
    void appendLine(const char* file, const std::string& line);

    std::filesystem::path m_path;
    Warn m_warn;
    bool m_isWorking = true;
};

} // namespace epsilonlab
