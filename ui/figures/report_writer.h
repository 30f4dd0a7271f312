// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/export.h"

#include <filesystem>

namespace epsilonlab::ui {

/// Writes a report with its figures by the ending of `out`: .html (one file, figures inlined), .md (with the
/// figures as SVG beside it: report-examples.svg ...) or .pdf (figures as vectors, text as text). Each file
/// appears whole or not at all. Needs a QGuiApplication, no window. Throws Error: another ending, missing
/// data, a place that cannot be written.
void writeReport(const ReportData& data, const std::filesystem::path& out);

} // namespace epsilonlab::ui
