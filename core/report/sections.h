// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/report_document.h"

namespace epsilonlab {

// One function per section of a report; document.cpp puts them in order.
document::Section titleSection(const ReportData& data);
document::Section summarySection(const ReportData& data);
document::Section settingsSection(const ReportData& data);
document::Section examplesSection(const ReportData& data);
document::Section curveSection(const ReportData& data);
document::Section selfCheckSection(const ReportData& data);
document::Section reproduceSection(const ReportData& data);

} // namespace epsilonlab
