// SPDX-License-Identifier: GPL-3.0-or-later
#include "epsilon_list.h"

#include "api/error.h"
#include "api/parameters.h"

#include <cmath>

namespace epsilonlab {

namespace {
constexpr double kMostValues = 1000.0;

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(separator); end != std::string::npos;
         end = text.find(separator, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

[[noreturn]] void refuse(const std::string& text, const std::string& why)
{
    throw Error(ErrorCode::BadParameter,
        "--epsilons " + text + " cannot be used: " + why
            + ". Give first:last:step as in 0:0.3:0.05, or a list as in 0,0.1,8/255.");
}

std::vector<double> range(const std::string& text, const std::vector<std::string>& parts)
{
    if (parts.size() != 3)
        refuse(text, "a range has three numbers");
    const double first = parseNumber(parts[0]);
    const double last = parseNumber(parts[1]);
    const double step = parseNumber(parts[2]);
    if (!(step > 0.0))
        refuse(text, "the step must be more than 0");
    if (last < first)
        refuse(text, "the last value is smaller than the first");
    const double steps = std::floor((last - first) / step + 1e-6);
    if (!(steps < kMostValues))
        refuse(text, "it has more than 1000 values");
    std::vector<double> values;
    for (int i = 0; i <= static_cast<int>(steps); ++i)
        values.push_back(std::round((first + i * step) * 1e9) / 1e9);
    return values;
}
}

std::vector<double> parseEpsilons(const std::string& text)
{
    const std::vector<std::string> ends = split(text, ':');
    std::vector<double> values;
    if (ends.size() > 1)
        values = range(text, ends);
    else
        for (const std::string& part : split(text, ','))
            values.push_back(parseNumber(part));
    for (const double value : values)
        if (!(value >= 0.0))
            refuse(text, "epsilon cannot be negative");
    return values;
}

} // namespace epsilonlab
