// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/report_text.h"

#include "figures/paper.h"

#include <algorithm>
#include <variant>

namespace epsilonlab::ui {

namespace {

/// Where a long word without spaces (a hash, a path) may be broken.
QString breakable(QString words)
{
    constexpr qsizetype kPiece = 16;
    qsizetype run = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        run = words[i].isSpace() ? 0 : run + 1;
        if (run > kPiece) {
            words.insert(i, QChar(0x200B));
            run = 0;
        }
    }
    return words;
}

QString escaped(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

bool isHash(const std::string& words)
{
    return words.size() == 64 && words.find_first_not_of("0123456789abcdef") == std::string::npos;
}

class TextWriter
{
public:
    explicit TextWriter(const QHash<QString, QString>& captions)
        : m_captions(captions)
    {
    }

    void operator()(const document::Paragraph& paragraph)
    {
        m_html += "<p>" + escaped(paragraph.text) + "</p>\n";
    }

    void operator()(const document::Code& code)
    {
        m_html += "<table class='code' width='100%' cellpadding='6' cellspacing='0' "
                  "bgcolor='#F5F5F5'><tr><td><code>"
            + breakable(QString::fromStdString(code.text)).toHtmlEscaped() + "</code></td></tr></table>\n";
    }

    void operator()(const document::Listing& listing)
    {
        m_html += "<ul>";
        for (const std::string& item : listing.items)
            m_html += "<li>" + escaped(item) + "</li>";
        m_html += "</ul>\n";
    }

    void operator()(const document::Table& table)
    {
        if (!table.caption.empty())
            m_html += "<p class='above'>" + escaped(table.caption) + "</p>\n";
        m_html += "<table class='data' width='100%' cellpadding='3' cellspacing='0'><thead><tr>";
        for (const std::string& cell : table.header)
            m_html += "<th align='left'>" + escaped(cell) + "</th>";
        m_html += "</tr></thead>";
        for (const std::vector<std::string>& cells : table.rows) {
            m_html += "<tr>";
            for (const std::string& cell : cells)
                m_html += isHash(cell)
                    ? "<td><code>" + breakable(QString::fromStdString(cell)) + "</code></td>"
                    : "<td>" + breakable(QString::fromStdString(cell)).toHtmlEscaped() + "</td>";
            m_html += "</tr>";
        }
        m_html += "</table>\n";
    }

    void operator()(const document::FigurePlace& place)
    {
        const QString id = QString::fromStdString(place.id);
        if (!m_captions.contains(id))
            return (*this)(document::Paragraph{place.missing});
        m_html += QStringLiteral("<p class='figure'><img src='figure:%1'></p>\n<p class='caption'>%2</p>\n")
                      .arg(id, m_captions[id].toHtmlEscaped());
    }

    QString html() const { return m_html; }
    void add(const QString& html) { m_html += html; }

private:
    const QHash<QString, QString>& m_captions;
    QString m_html;
};

} // namespace

QString reportText(const ReportDocument& report, const QHash<QString, QString>& captions)
{
    TextWriter writer(captions);
    writer.add("<h1>" + escaped(report.title) + "</h1>\n");
    for (const std::string& line : report.lead)
        writer.add("<p class='lead'>" + escaped(line) + "</p>\n");
    for (const document::Section& section : report.sections) {
        writer.add("<h2>" + escaped(section.title) + "</h2>\n");
        for (const document::Block& block : section.blocks)
            std::visit(writer, block);
    }
    return writer.html();
}

QString reportTextStyle()
{
    QString sheet = QStringLiteral(R"(
body { font-size: 9.5pt; color: @ink; }
h1 { font-size: 21pt; font-weight: 600; margin-top: 0; margin-bottom: 2px; }
h2 { font-size: 13pt; font-weight: 600; margin-top: 22px; margin-bottom: 4px; }
p { margin-top: 4px; margin-bottom: 6px; line-height: 130%; }
.lead { color: @dim; margin-top: 0; }
.above { color: @dim; font-size: 8.5pt; margin-top: 8px; margin-bottom: 3px; }
.caption { color: @dim; font-size: 8.5pt; margin-top: 2px; margin-bottom: 10px; }
.figure { margin-top: 8px; margin-bottom: 0; line-height: 100%; }
li { margin-top: 1px; margin-bottom: 2px; line-height: 130%; }
code { font-family: "DejaVu Sans Mono"; font-size: 7.5pt; }
th { font-size: 8pt; font-weight: 600; border-bottom: 1px solid @dim; vertical-align: bottom; }
td { font-size: 8pt; border-bottom: 1px solid @line; vertical-align: top; }
)");
    for (const auto& [role, colour] :
        {std::pair("@ink", paper::ink()), {"@dim", paper::dim()}, {"@line", paper::line()}})
        sheet.replace(QLatin1String(role), colour.name());
    return sheet;
}

} // namespace epsilonlab::ui
