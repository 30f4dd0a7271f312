// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/report_writer.h"

#include "api/error.h"
#include "figures/curve_figure.h"
#include "figures/examples_figure.h"
#include "figures/report_pdf.h"
#include "io/save_file.h"

#include <algorithm>
#include <cctype>

namespace epsilonlab::ui {

namespace {

std::vector<Figure> figuresOf(const ReportData& data)
{
    const auto& models = data.evaluation.models;
    const auto names = models.empty() ? std::vector<std::string>() : models.front().classNames;
    const QString own = data.isOwnPicture ? QStringLiteral("own picture") : QString();
    std::vector<Figure> figures{examplesFigure(data.exampleResult, names, own), curveFigure(data.evaluation)};
    if (!data.exampleRandom.models.empty())
        figures.push_back(examplesFigure(data.exampleRandom, names, own, true));
    return figures;
}

/// A figure's place in the text; `prefix` begins the names of the files beside it.
std::vector<ReportFigure> placesOf(const std::vector<Figure>& figures, const std::string& prefix)
{
    std::vector<ReportFigure> places;
    for (const auto& figure : figures) {
        const std::string id = figure.id.toStdString();
        places.push_back({id, {}, figure.caption.toStdString(), prefix + id + ".svg"});
    }
    return places;
}

void requirePlace(const std::string& text, const std::string& what)
{
    if (text.find(what) == std::string::npos)
        throw Error(ErrorCode::Internal,
            "The report has no place for the figure \"" + what
                + "\", so it was not written. Please report this as a fault.");
}

void writeHtml(const ReportData& data, const std::filesystem::path& out)
{
    const auto figures = figuresOf(data);
    auto places = placesOf(figures, {});
    for (std::size_t i = 0; i < figures.size(); ++i)
        places[i].svg = figureSvg(figures[i]).toStdString();
    const std::string html = reportHtml(data, places);
    for (const auto& place : places)
        requirePlace(html, "figure-" + place.id);
    writeTextFile(out, html);
}

/// Spaces and brackets end a link in Markdown.
std::string linkable(std::string name)
{
    std::replace_if(
        name.begin(), name.end(),
        [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_' && c != '.';
        },
        '-');
    return name;
}

void writeMarkdown(const ReportData& data, const std::filesystem::path& out)
{
    const auto figures = figuresOf(data);
    const auto places = placesOf(figures, linkable(out.stem().string()) + "-");
    const std::string text = reportMarkdown(data, places);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        requirePlace(text, places[i].file);
        saveFile(
            QString::fromStdString((out.parent_path() / places[i].file).string()), figureSvg(figures[i]));
    }
    writeTextFile(out, text);
}

void writePdf(const ReportData& data, const std::filesystem::path& out)
{
    saveFile(QString::fromStdString(out.string()), reportPdf(reportDocument(data), figuresOf(data)));
}

} // namespace

void writeReport(const ReportData& data, const std::filesystem::path& out)
{
    std::string ending = out.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (ending == ".html" || ending == ".htm")
        writeHtml(data, out);
    else if (ending == ".md")
        writeMarkdown(data, out);
    else if (ending == ".pdf")
        writePdf(data, out);
    else
        throw Error(ErrorCode::BadParameter,
            "\"" + out.string()
                + "\" has no ending that says which kind of report to write; use .html, .pdf or .md.");
}

} // namespace epsilonlab::ui
