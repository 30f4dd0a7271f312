// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/report_document.h"

#include <algorithm>

namespace epsilonlab {

using namespace document;

namespace {
/// Characters that Markdown or the HTML inside it would take for markup.
std::string escapedMarkdown(const std::string& text)
{
    std::string markdown;
    for (const char c : text) {
        if (c == '<')
            markdown += "&lt;";
        else if (c == '>')
            markdown += "&gt;";
        else if (c == '&')
            markdown += "&amp;";
        else if (c == '\n' || c == '\r')
            markdown += ' ';
        else {
            if (std::string_view("\\`*_[]|#").find(c) != std::string_view::npos)
                markdown += '\\';
            markdown += c;
        }
    }
    return markdown;
}

class MarkdownWriter
{
public:
    explicit MarkdownWriter(const std::vector<ReportFigure>& figures)
        : m_figures(figures)
    {
    }

    void operator()(const Paragraph& paragraph) { m_text += escapedMarkdown(paragraph.text) + "\n\n"; }
    void operator()(const Code& code) { m_text += "```\n" + code.text + "\n```\n\n"; }

    void operator()(const FigurePlace& place)
    {
        const auto found = std::find_if(
            m_figures.begin(), m_figures.end(), [&](const auto& f) { return f.id == place.id; });
        if (found == m_figures.end() || found->file.empty())
            (*this)(Paragraph{place.missing});
        else
            m_text += "![" + escapedMarkdown(found->caption) + "](" + found->file + ")\n\n"
                + escapedMarkdown(found->caption) + "\n\n";
    }

    void operator()(const Listing& listing)
    {
        for (const std::string& item : listing.items)
            m_text += "- " + escapedMarkdown(item) + "\n";
        m_text += "\n";
    }

    void operator()(const Table& table)
    {
        if (!table.caption.empty())
            m_text += escapedMarkdown(table.caption) + "\n\n";
        row(table.header);
        m_text += "|";
        for (std::size_t i = 0; i < table.header.size(); ++i)
            m_text += "---|";
        m_text += "\n";
        for (const std::vector<std::string>& cells : table.rows)
            row(cells);
        m_text += "\n";
    }

    void section(const Section& section)
    {
        m_text += "## " + escapedMarkdown(section.title) + "\n\n";
        for (const Block& block : section.blocks)
            std::visit(*this, block);
    }

    void add(const std::string& text) { m_text += text; }
    const std::string& text() const { return m_text; }

private:
    void row(const std::vector<std::string>& cells)
    {
        m_text += "|";
        for (const std::string& cell : cells)
            m_text.append(" ").append(escapedMarkdown(cell)).append(" |");
        m_text += "\n";
    }

    const std::vector<ReportFigure>& m_figures;
    std::string m_text;
};
}

std::string reportMarkdown(const ReportData& data, const std::vector<ReportFigure>& figures)
{
    const ReportDocument document = reportDocument(data);
    MarkdownWriter writer(figures);
    writer.add("# " + escapedMarkdown(document.title) + "\n\n");
    for (const std::string& line : document.lead)
        writer(Paragraph{line});
    for (const Section& section : document.sections)
        writer.section(section);
    return writer.text();
}

} // namespace epsilonlab
