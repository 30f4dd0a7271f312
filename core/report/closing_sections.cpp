// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sections.h"

#include "api/engine.h"
#include "api/export.h"
#include "report/sentences.h"

#include <algorithm>

namespace epsilonlab {

using namespace document;

namespace {
Table dataTable(const EvaluationReport& evaluation)
{
    Table table{"Accuracy against \u03b5, every point.",
        {"Network", "Attack", "\u03b5", "n", "right", "Accuracy [95 % interval]"}, {}};
    for (const Curve& curve : evaluation.curves)
        for (const CurvePoint& point : curve.points)
            table.rows.push_back(
                {curve.modelName, attackTitle(curve.attack.attackId), epsilonText(point.epsilon),
                    countText(point.n), countText(point.correct), countedAccuracy(point.correct, point.n)});
    return table;
}

/// Accuracy should not rise with epsilon: a larger ball holds the smaller one. A few images may, by chance.
std::string monotoneCheck(const Curve& curve)
{
    std::vector<CurvePoint> points = curve.points;
    std::sort(
        points.begin(), points.end(), [](const auto& a, const auto& b) { return a.epsilon < b.epsilon; });
    for (std::size_t i = 1; i < points.size(); ++i)
        if (points[i].correct > points[i - 1].correct)
            return "fail: " + countText(points[i].correct) + " right at \u03b5 "
                + epsilonText(points[i].epsilon) + ", only " + countText(points[i - 1].correct)
                + " at \u03b5 " + epsilonText(points[i - 1].epsilon)
                + "; the attack is not strong enough there";
    return "pass";
}

std::string zeroCheck(const Curve& curve)
{
    for (const CurvePoint& point : curve.points)
        if (point.epsilon == 0.0)
            return point.correct == curve.cleanCorrect ? "pass" : "fail: \u03b5 0 changed the accuracy";
    return "not measured";
}

std::string sizeCheck(const Curve& curve)
{
    const Interval widest = wilsonInterval(curve.n / 2, curve.n);
    const double halfWidth = (widest.high - widest.low) / 2.0;
    return (halfWidth <= 0.05 ? "pass" : "fail") + std::string(": at most \u00b1")
        + fixedText(halfWidth * 100.0, 1) + " points";
}

std::string dataLicence(const std::string& datasetName)
{
    if (datasetName.starts_with("fashion-mnist"))
        return "Data: Fashion-MNIST, Zalando SE, MIT licence.";
    if (datasetName.starts_with("mnist") || datasetName.starts_with("sample"))
        return "Data: MNIST, Yann LeCun, Corinna Cortes and Christopher J. C. Burges, CC BY-SA 3.0.";
    return "Data: its own licence applies.";
}
}

Section curveSection(const ReportData& data)
{
    Section section{"curve", "Accuracy against \u03b5", {}};
    if (data.evaluation.curves.empty()) {
        section.blocks.push_back(Paragraph{"Not measured: this report holds no curve."});
        return section;
    }
    section.blocks.push_back(
        FigurePlace{"curve", "No picture: figures are drawn by builds with the window."});
    section.blocks.push_back(dataTable(data.evaluation));
    return section;
}

Section selfCheckSection(const ReportData& data)
{
    Section section{"self-check", "Self-check", {}};
    Table table{"Hints that a measurement is wrong; none of them is sufficient, none is necessary.",
        {"Network", "Attack", "Accuracy does not rise with \u03b5", "\u03b5 0 changes nothing",
            "Enough images (half width of the interval within 5 points)"},
        {}};
    Listing warnings;
    for (const Curve& curve : data.evaluation.curves) {
        table.rows.push_back({curve.modelName, attackTitle(curve.attack.attackId), monotoneCheck(curve),
            zeroCheck(curve), sizeCheck(curve)});
        for (const Warning& warning : curve.warnings)
            warnings.items.push_back(
                curve.modelName + ", " + attackTitle(curve.attack.attackId) + ": " + warning.message);
    }
    section.blocks.push_back(table);
    if (!warnings.items.empty())
        section.blocks.push_back(warnings);
    section.blocks.push_back(
        Paragraph{"This does not prove robustness. A stronger attack may find what these did "
                  "not."});
    return section;
}

Section reproduceSection(const ReportData& data)
{
    Section section{"reproduce", "Reproduce", {}};
    section.blocks.push_back(Paragraph{"The same command gives the same numbers, on any number of threads:"});
    section.blocks.push_back(Code{data.commandLine});
    section.blocks.push_back(Paragraph{"Made with " + data.program + " " + data.version + " and libtorch "
        + libtorchVersion() + ". " + dataLicence(data.evaluation.datasetName)});
    return section;
}

} // namespace epsilonlab
