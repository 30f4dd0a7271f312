// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network.h"
#include "training/run_progress.h"

#include <filesystem>
#include <optional>

namespace epsilonlab {

/// Early stopping on robust validation accuracy (Rice et al. 2020, "Overfitting in adversarially robust deep
/// learning", arXiv:2002.11569, section 3.3): the epoch with the highest PGD-10 accuracy on the held-out
/// images is what a run keeps, and after `patience` epochs without a better one it ends. The first of equals
/// counts. Patience 0: the last epoch is kept. Epochs before epsilon has its full size are not handed in:
/// they say little about those after.
class BestEpoch
{
public:
    BestEpoch(std::int64_t patience, RunProgress& progress); ///< which epoch, and what was measured, is kept
                                                             ///< in `progress`

    void take(int epoch, double pgdAccuracy, const Network& network);

    /// After a resume: the weights as the run's folder has them; without its checkpoint that epoch is
    /// forgotten. Throws Error where the file is broken.
    void restore(const std::filesystem::path& runDirectory);

    bool isOver(int epoch) const;
    const Network* network() const
    {
        return m_network ? &*m_network : nullptr;
    } ///< null: the last one is kept
    bool isWanted() const { return m_patience > 0; }

private:
    std::int64_t m_patience;
    RunProgress& m_progress;
    std::optional<Network> m_network;
};

} // namespace epsilonlab
