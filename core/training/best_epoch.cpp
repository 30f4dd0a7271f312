// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/best_epoch.h"

#include "models/model_file.h"
#include "training/run_directory.h"

namespace epsilonlab {

BestEpoch::BestEpoch(std::int64_t patience, RunProgress& progress)
    : m_patience(patience)
    , m_progress(progress)
{
}

void BestEpoch::take(int epoch, double pgdAccuracy, const Network& network)
{
    if (!isWanted() || (m_progress.bestEpoch > 0 && pgdAccuracy <= m_progress.bestAccuracy))
        return;
    m_progress.bestEpoch = epoch;
    m_progress.bestAccuracy = pgdAccuracy;
    m_progress.bestMetrics = m_progress.metrics;
    m_network = network;
}

void BestEpoch::restore(const std::filesystem::path& runDirectory)
{
    if (!isWanted() || m_progress.bestEpoch == 0)
        return;
    const std::filesystem::path file
        = runDirectory / "checkpoints" / RunDirectory::checkpointName(static_cast<int>(m_progress.bestEpoch));
    if (std::filesystem::exists(file))
        m_network = readModelFile(file)->network;
    else
        m_progress.bestEpoch = 0; // never written, or deleted: what cannot be kept does not count
}

bool BestEpoch::isOver(int epoch) const
{
    return isWanted() && m_progress.bestEpoch > 0 && epoch - m_progress.bestEpoch >= m_patience;
}

} // namespace epsilonlab
