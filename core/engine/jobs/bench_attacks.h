// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/bench_report.h"
#include "attacks/attack.h"
#include "engine/jobs/job_context.h"
#include "evaluation/attack_shard.h"

#include <stop_token>
#include <string>

namespace epsilonlab {

/// Images per second of attacks with their defaults on one network, on images that it reads right: whole
/// shards, as an evaluation has them, or 8 images a worker where those take too long.
class AttackBench
{
public:
    AttackBench(const JobContext& context, const BenchRequest& request, Network network);

    /// Unfinished where even one round takes longer than the request allows, or after a stop.
    BenchFigure figure(const Attack& attack) const;

private:
    double secondsOf(const Attack& attack, const Batch& batch) const; ///< 0: longer than allowed
    void attackOnce(const Attack& attack, const Batch& batch, const std::stop_token& stop) const;

    const JobContext& m_context;
    const BenchRequest& m_request;
    const Network m_network;
};

} // namespace epsilonlab
