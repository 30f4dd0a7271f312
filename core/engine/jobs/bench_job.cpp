// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/error.h"
#include "engine/jobs/job_context.h"

namespace epsilonlab {

void runBenchJob(const JobContext&, const BenchRequest&)
{
    throw Error(ErrorCode::Internal, "The benchmark is not built yet.");
}

} // namespace epsilonlab
