// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/report_document.h"

#include <algorithm>

namespace epsilonlab {

using namespace document;

namespace {
// Light whatever the theme: reports are printed. System fonts, nothing fetched.
constexpr const char* kStyle = R"(
:root { color-scheme: light; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 60rem; background: #ffffff; color: #1b1b1b;
  font: 1rem/1.55 system-ui, -apple-system, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.8rem; margin: 0 0 .2rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
p, li { max-width: 46rem; } .lead { color: #595959; margin: 0 0 .2rem; }
nav ol { columns: 2; padding-left: 1.4rem; } a { color: #1f5f94; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1.2rem; font-variant-numeric: tabular-nums; font-size: .9rem; }
caption { text-align: left; color: #595959; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid #dcdcdc; }
th { border-bottom: 2px solid #8a8a8a; } td { overflow-wrap: anywhere; }
figure { margin: .6rem 0 1.2rem; } figure svg { max-width: 100%; height: auto; }
figcaption { color: #595959; font-size: .9rem; max-width: 46rem; }
pre { background: #f5f5f5; border: 1px solid #dcdcdc; padding: .7rem .9rem; white-space: pre-wrap;
  overflow-wrap: anywhere; font: .9rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
@media print { body { padding: 0; max-width: none; font-size: 10pt; } nav { display: none; } a { color: inherit; }
  h2 { break-after: avoid; } figure, tr, pre { break-inside: avoid; } thead { display: table-header-group; }
  @page { margin: 18mm; } }
)";

std::string escaped(const std::string& text)
{
    std::string html;
    for (const char c : text) {
        switch (c) {
        case '&': html += "&amp;"; break;
        case '<': html += "&lt;"; break;
        case '>': html += "&gt;"; break;
        case '"': html += "&quot;"; break;
        case '\'': html += "&#39;"; break;
        default: html += c;
        }
    }
    return html;
}

/// An inlined picture carries no XML declaration and no document type: those are allowed only at a file's
/// start.
std::string inlineSvg(const std::string& svg)
{
    const std::size_t start = svg.find("<svg");
    return start == std::string::npos ? svg : svg.substr(start);
}

class HtmlWriter
{
public:
    explicit HtmlWriter(const std::vector<ReportFigure>& figures)
        : m_figures(figures)
    {
    }

    void operator()(const Paragraph& paragraph) { m_html += "<p>" + escaped(paragraph.text) + "</p>\n"; }
    void operator()(const Code& code) { m_html += "<pre><code>" + escaped(code.text) + "</code></pre>\n"; }

    void operator()(const Listing& listing)
    {
        m_html += "<ul>\n";
        for (const std::string& item : listing.items)
            m_html += "<li>" + escaped(item) + "</li>\n";
        m_html += "</ul>\n";
    }

    void operator()(const Table& table)
    {
        m_html += "<div class=\"wide\"><table>\n";
        if (!table.caption.empty())
            m_html += "<caption>" + escaped(table.caption) + "</caption>\n";
        m_html += "<thead>" + row(table.header, "th scope=\"col\"", "th") + "</thead>\n<tbody>\n";
        for (const std::vector<std::string>& cells : table.rows)
            m_html += row(cells, "td", "td") + "\n";
        m_html += "</tbody></table></div>\n";
    }

    void operator()(const FigurePlace& place)
    {
        const auto found = std::find_if(
            m_figures.begin(), m_figures.end(), [&](const auto& f) { return f.id == place.id; });
        if (found == m_figures.end() || found->svg.empty()) {
            (*this)(Paragraph{place.missing});
            return;
        }
        m_html += "<figure id=\"figure-" + escaped(place.id) + "\" role=\"group\" aria-label=\""
            + escaped(found->caption) + "\">\n" + inlineSvg(found->svg) + "\n<figcaption>"
            + escaped(found->caption) + "</figcaption></figure>\n";
    }

    void section(const Section& section)
    {
        m_html += "<section id=\"" + section.id + "\">\n<h2>" + escaped(section.title) + "</h2>\n";
        for (const Block& block : section.blocks)
            std::visit(*this, block);
        m_html += "</section>\n";
    }

    const std::string& html() const { return m_html; }

private:
    static std::string row(
        const std::vector<std::string>& cells, const std::string& open, const std::string& close)
    {
        std::string html = "<tr>";
        for (const std::string& cell : cells)
            html += "<" + open + ">" + escaped(cell) + "</" + close + ">";
        return html + "</tr>";
    }

    const std::vector<ReportFigure>& m_figures;
    std::string m_html;
};
}

std::string reportHtml(const ReportData& data, const std::vector<ReportFigure>& figures)
{
    const ReportDocument document = reportDocument(data);
    HtmlWriter writer(figures);
    std::string contents;
    for (const Section& section : document.sections) {
        contents += "<li><a href=\"#" + section.id + "\">" + escaped(section.title) + "</a></li>\n";
        writer.section(section);
    }
    std::string lead;
    for (const std::string& line : document.lead)
        lead += "<p class=\"lead\">" + escaped(line) + "</p>\n";
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escaped(document.title) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<header>\n<h1>"
        + escaped(document.title) + "</h1>\n" + lead + "</header>\n<nav aria-label=\"Sections\"><ol>\n"
        + contents + "</ol></nav>\n<main>\n" + writer.html() + "</main>\n</body>\n</html>\n";
}

} // namespace epsilonlab
