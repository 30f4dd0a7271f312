// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace epsilonlab::ui {

/// Numbers as people read them, in the person's locale (interface.md, section 7). Files never use these.
namespace text {

QString probability(double value); ///< "87.2 %", "<0.1 %", ">99.9 %": never a false 0.0 or 100.0
QString accuracy(double value); ///< "93.4 %"
QString epsilon(double value); ///< "0.150 (38.3/255)"
QString distance(double value); ///< "0.150"
QString significant(double value); ///< "0.480": three significant digits, as losses have
QString count(std::int64_t value); ///< "60 000" with thin spaces
QString duration(double milliseconds); ///< "3 ms", "12.3 s", "2 min 05 s"
QString notMeasured(); ///< an em dash, never 0
int forms(std::int64_t count); ///< for the plural forms of tr(): tr("%1 image(s)", "",
                               ///< forms(n)).arg(count(n))

} // namespace text

} // namespace epsilonlab::ui
