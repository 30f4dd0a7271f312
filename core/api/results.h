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
    bool isOwnPicture = false; ///< the example is not of the data set
    PreviewResult exampleResult;
    PreviewResult exampleRandom{}; ///< with a random change as large; none where a clean picture is misread
    std::string program, version, created, commandLine;
};

} // namespace epsilonlab
