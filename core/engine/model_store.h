// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model.h"

#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace epsilonlab {

/// The models that can be named: shipped, opened, live. Thread-safe; hands out immutable snapshots.
class ModelStore
{
public:
    /// Puts a model under its id, replacing the weights that were there; returns its info with the new
    /// snapshot number.
    ModelInfo publish(Model model);

    /// The current snapshot under an id ("robust", also by name in any case) or, for a path, the file's
    /// model, read and remembered. Throws Error(NotFound) that lists the known ids, or the errors of
    /// readModelFile.
    ModelPointer find(const std::string& idOrPath);

    std::vector<ModelInfo> infos();

    /// As Engine::saveModel().
    void save(const std::string& idOrPath, const std::filesystem::path& path);

private:
    void addShipped(); // callers hold m_mutex
    ModelPointer known(const std::string& idOrName) const;

    std::mutex m_mutex; // protects everything below
    std::vector<ModelPointer> m_models;
    bool m_hasShipped = false;
    std::uint64_t m_lastSnapshot = 0;
};

} // namespace epsilonlab
