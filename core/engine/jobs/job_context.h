// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"
#include "data/dataset.h"
#include "engine/model_store.h"
#include "engine/primitives/shard_pool.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace epsilonlab {

/// What a job on the job lane may use. Lives as long as the job.
struct JobContext
{
    RequestId id = 0;
    ShardPool& pool;
    ModelStore& models;
    std::function<void(Event)> post;
    std::stop_token stop;
    bool isQuiet = false;
};

/// Sends JobProgress at most every 100 ms.
class ProgressReporter
{
public:
    ProgressReporter(const JobContext& context, std::string stage, std::int64_t total);
    void report(std::int64_t done, bool isLast = false); ///< `isLast`: in any case
    void leaveOut(std::chrono::steady_clock::duration pause)
    {
        m_begin += pause;
    } ///< time in which nothing was to be done

private:
    const JobContext& m_context;
    std::string m_stage;
    std::int64_t m_total;
    std::chrono::steady_clock::time_point m_begin, m_lastSent;
};

/// Each runs one request to its end or until the stop token says so; results go out through context.post.
/// They throw what they throw: the caller is the catch boundary.
void runAttackJob(const JobContext& context, const AttackRequest& request);
void runEvaluateJob(const JobContext& context, const EvaluateRequest& request);
EvaluationReport evaluate(const JobContext& context, const EvaluateRequest& request);
void runCertifyJob(const JobContext& context, const CertifyRequest& request);
void runReportJob(const JobContext& context, const ReportRequest& request);
void runBenchJob(const JobContext& context, const BenchRequest& request);

} // namespace epsilonlab
