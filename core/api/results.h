// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/attack_report.h"
#include "api/bench_report.h"
#include "api/preview_result.h"
#include "api/train_report.h"

#include <string>

namespace epsilonlab {

struct ReportData
{
    EvaluationReport evaluation;
    LabelledImage example;
    PreviewResult exampleResult;
    std::string program, version, created, commandLine;
};

} // namespace epsilonlab
