// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace epsilonlab {

/// Refuses a file that cannot be written before a long job starts, not after. "-" and "" are fine.
/// Throws Error(NotWritable).
void checkCanWrite(const std::string& path);

/// Writes to a file, whole or not at all, or to standard output for "-". Throws Error(NotWritable).
void writeResult(const std::string& path, const std::string& text);

/// Columns with two spaces between them, numbers where they stand; the first row is the head.
std::string alignedTable(const std::vector<std::vector<std::string>>& rows);

} // namespace epsilonlab
