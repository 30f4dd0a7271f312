// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/export.h"

#include <string>
#include <variant>
#include <vector>

namespace epsilonlab {

/// A report before it becomes HTML or Markdown: sections of paragraphs, lists, tables, code and places for
/// figures.
namespace document {
struct Paragraph
{
    std::string text;
};
struct Listing
{
    std::vector<std::string> items;
};
struct Table
{
    std::string caption;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
struct Code
{
    std::string text;
};
struct FigurePlace
{
    std::string id;
    std::string missing; ///< the sentence in place of the figure where none was drawn
};

using Block = std::variant<Paragraph, Listing, Table, Code, FigurePlace>;

struct Section
{
    std::string id; ///< anchor
    std::string title;
    std::vector<Block> blocks;
};
}

struct ReportDocument
{
    std::string title;
    std::vector<std::string> lead; ///< lines under the title
    std::vector<document::Section> sections;
};

/// The sections of interface.md, section 10, in order; what was not measured says so.
ReportDocument reportDocument(const ReportData& data);

} // namespace epsilonlab
