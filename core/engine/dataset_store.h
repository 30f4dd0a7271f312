// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace epsilonlab {

/// The data sets that were opened. Thread-safe.
class DatasetStore
{
public:
    /// Reads it and keeps it. Throws Error with the sentence of what is wrong.
    DatasetView open(const DatasetSpec& spec);

    /// What was opened; the built-in sample is always open.
    std::optional<DatasetView> find(const DatasetSpec& spec);

    LabelledImage image(const DatasetSpec& spec, std::int64_t index); ///< empty image if there is none

private:
    std::mutex m_mutex; // protects m_views
    std::map<std::string, DatasetView> m_views;
};

} // namespace epsilonlab
