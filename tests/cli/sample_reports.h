// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

/// Made-up results for tests of their texts: two networks, one attack, awkward names.
namespace epsilonlab::samples {
AttackReport attackReport();
EvaluationReport evaluationReport();
ReportData reportData();
}
