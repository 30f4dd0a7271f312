// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/job_context.h"

#include <utility>

namespace epsilonlab {

ProgressReporter::ProgressReporter(const JobContext& context, std::string stage, std::int64_t total)
    : m_context(context)
    , m_stage(std::move(stage))
    , m_total(total)
    , m_begin(std::chrono::steady_clock::now())
    , m_lastSent(m_begin)
{
}

void ProgressReporter::report(std::int64_t done, bool isLast)
{
    const auto now = std::chrono::steady_clock::now();
    if (m_context.isQuiet || (!isLast && now - m_lastSent < std::chrono::milliseconds(100)))
        return;
    m_lastSent = now;
    m_context.post(JobProgress{
        m_context.id, done, m_total, m_stage, std::chrono::duration<double>(now - m_begin).count()});
}

} // namespace epsilonlab
