// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/certify.h"
#include "api/results.h"
#include "api/runs.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace epsilonlab {

/// Results as text, in the stable forms of formats.md. Numbers are unrounded and use '.', whatever the
/// locale.
std::string toJson(const AttackReport& report, bool withPerImage);
std::string toJson(const EvaluationReport& report);
std::string toCsv(const EvaluationReport& report); ///< one row per model, attack and epsilon
std::string toJson(const CertifyReport& report, bool withPerImage);
std::string toJson(const TrainReport& report);
std::string toJson(const BenchReport& report);
std::string toJson(const RunRecord& run);
std::string toCsv(const RunRecord& run); ///< one row per point, epoch and flag; the first column says which

/// A figure as it goes into a report: the picture itself is drawn elsewhere (ui), core only places it.
struct ReportFigure
{
    std::string id; ///< "examples", "curve"
    std::string svg; ///< for HTML, inlined; empty: the section says why there is no figure
    std::string caption; ///< complete without the colours
    std::string file; ///< for Markdown: the picture's name beside the text; empty: no picture
};

std::string reportHtml(const ReportData& data, const std::vector<ReportFigure>& figures);
std::string reportMarkdown(const ReportData& data, const std::vector<ReportFigure>& figures = {});

/// The command that makes the report of a request with one attack again, quoted for a shell.
std::string reportCommand(
    const ReportRequest& request, const std::string& out, const std::string& session = {});

/// One sentence that says a preview in words: caption, screen-reader value and report prose.
std::string previewSentence(const PreviewResult& result, std::size_t model);

/// NPY, version 1.0, little-endian float32, shape n x 1 x 28 x 28. Appears whole or not at all. Throws Error.
void writeNpy(const std::filesystem::path& path, const std::vector<float>& pixels);

/// Writes a text file so that it appears whole or not at all (temporary name, fsync, rename). Throws Error.
void writeTextFile(const std::filesystem::path& path, const std::string& text);

/// Numbers as people read them, interface.md section 7, always with '.': "87.2 %", "<0.1 %", ">99.9 %".
std::string probabilityText(double probability);
std::string accuracyText(double accuracy, const Interval& interval, std::int64_t n); ///< "93.4 % [91.7, 94.8]
                                                                                     ///< (n = 1 000)"
std::string epsilonText(double epsilon); ///< "0.150 (38.3/255)"
std::string countText(std::int64_t count); ///< groups of three with thin spaces: 10 000
std::string durationText(double seconds); ///< "3 ms", "12.3 s", "2 min 05 s"

/// `digits` decimals, rounded half away from zero as people expect (38.25 -> 38.3); a dash for what is not
/// finite.
std::string fixedText(double value, int digits);

/// Shortest text that reads back to the same double; empty if not finite. For files.
std::string shortestText(double value);

} // namespace epsilonlab
