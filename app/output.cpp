// SPDX-License-Identifier: GPL-3.0-or-later
#include "output.h"

#include "api/error.h"
#include "api/export.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include <unistd.h>

namespace epsilonlab {

namespace {
/// Characters, not bytes: every byte but those that continue one in UTF-8.
std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}
}

void checkCanWrite(const std::string& path)
{
    if (path.empty() || path == "-")
        return;
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw Error(ErrorCode::NotWritable, path + " is a folder. Give the name of a file in it.");
    if (std::filesystem::exists(path, ignored)
        && !std::filesystem::is_regular_file(path, ignored)) { // a
                                                               // device
                                                               // or a
                                                               // pipe
        if (access(path.c_str(), W_OK) != 0)
            throw Error(ErrorCode::NotWritable, path + " cannot be written: no permission. Choose another.");
        return;
    }
    std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (folder.empty())
        folder = ".";
    if (!std::filesystem::is_directory(folder, ignored))
        throw Error(ErrorCode::NotWritable,
            path + " cannot be written: the folder " + folder.string() + " does not exist. Make it first.");
    if (access(folder.c_str(), W_OK) != 0)
        throw Error(ErrorCode::NotWritable,
            path + " cannot be written: no permission in the folder " + folder.string()
                + ". Choose another.");
}

void writeResult(const std::string& path, const std::string& text)
{
    if (path != "-") {
        writeTextFile(path, text);
        return;
    }
    std::cout << text << std::flush;
    if (!std::cout)
        throw Error(ErrorCode::NotWritable, "Standard output cannot be written. Is the disk full?");
}

std::string alignedTable(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line.append(row[i]).append(widths[i] - width(row[i]) + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text.append(line).append("\n");
    }
    return text;
}

} // namespace epsilonlab
