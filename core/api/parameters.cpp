// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/parameters.h"

#include "api/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace epsilonlab {

namespace {

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// from_chars, because stod follows the locale and "0,5" must mean the same in a German and an English shell.
bool plainNumber(std::string text, double& value)
{
    text = trimmed(text);
    std::replace(text.begin(), text.end(), ',', '.');
    if (!text.empty() && text.front() == '+')
        text.erase(0, 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

std::string numberText(double value)
{
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

/// "0 to 1", or with a deciding word "0 to 1 for norm linf, 0 to 28 for norm l2".
std::string rangesText(const ParameterSpec& spec)
{
    std::string text;
    for (const WordRange& range : spec.ranges)
        text += (text.empty() ? "" : ", ") + numberText(range.minimum) + " to " + numberText(range.maximum)
            + " for " + spec.rangeOf + " " + range.word;
    return text.empty() ? numberText(spec.minimum) + " to " + numberText(spec.maximum) : text;
}

[[noreturn]] void refuse(const ParameterSpec& spec, const std::string& text)
{
    throw Error(ErrorCode::BadParameter,
        spec.id + " is \"" + text + "\"; allowed is " + allowedText(spec) + ". Choose one of these values.");
}

bool isTarget(const std::string& text)
{
    static const std::array<std::string, 4> words{"none", "random", "least-likely", "second"};
    if (std::find(words.begin(), words.end(), text) != words.end())
        return true;
    return !text.empty() && text.size() <= 4
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool parseBoolean(const ParameterSpec& spec, const std::string& text)
{
    for (const char* yes : {"on", "true", "yes", "1"})
        if (text == yes)
            return true;
    for (const char* no : {"off", "false", "no", "0"})
        if (text == no)
            return false;
    refuse(spec, text);
}

template <typename T> const T& valueAs(const ParameterSet& values, const std::string& id)
{
    const auto found = values.find(id);
    if (found == values.end() || !std::holds_alternative<T>(found->second))
        throw Error(ErrorCode::Internal, "The parameter " + id + " was not filled in.");
    return std::get<T>(found->second);
}

// JSON and forms cannot tell 1 from 1.0: a whole number is accepted where a real one is meant, and the other
// way round.
ParameterValue converted(const ParameterSpec& spec, const ParameterValue& value)
{
    if (spec.kind == ParameterKind::Real && std::holds_alternative<std::int64_t>(value))
        return static_cast<double>(std::get<std::int64_t>(value));
    if (spec.kind == ParameterKind::Integer && std::holds_alternative<double>(value)) {
        const double real = std::get<double>(value);
        if (std::isfinite(real) && std::abs(real) < 1e15 && std::floor(real) == real)
            return static_cast<std::int64_t>(real);
    }
    if (spec.kind == ParameterKind::Target && std::holds_alternative<std::int64_t>(value))
        return std::to_string(std::get<std::int64_t>(value));
    return value;
}

} // namespace

double parseNumber(const std::string& text)
{
    double value = 0.0;
    double denominator = 1.0;
    const auto slash = text.find('/');
    const bool good = plainNumber(text.substr(0, slash), value)
        && (slash == std::string::npos
            || (plainNumber(text.substr(slash + 1), denominator) && denominator != 0.0));
    if (!good)
        throw Error(
            ErrorCode::BadParameter, "\"" + text + "\" is not a number; write for example 0.1 or 8/255.");
    return value / denominator;
}

ParameterSpec narrowed(ParameterSpec spec, const ParameterSet& values)
{
    const auto decides = values.find(spec.rangeOf);
    if (spec.rangeOf.empty() || decides == values.end()
        || !std::holds_alternative<std::string>(decides->second))
        return spec;
    std::erase_if(spec.ranges,
        [&](const WordRange& range) { return range.word != std::get<std::string>(decides->second); });
    if (!spec.ranges.empty()) {
        spec.minimum = spec.ranges.front().minimum;
        spec.maximum = spec.ranges.front().maximum;
    }
    return spec;
}

ParameterSet defaultsOf(const std::vector<ParameterSpec>& specs)
{
    ParameterSet values;
    for (const ParameterSpec& spec : specs)
        values[spec.id] = spec.defaultValue;
    return values;
}

ParameterValue parseParameter(const ParameterSpec& spec, const std::string& text)
{
    const std::string word = trimmed(text);
    ParameterValue value;
    switch (spec.kind) {
    case ParameterKind::Real:
    case ParameterKind::Integer: try { value = converted(spec, parseNumber(word));
        } catch (const Error&) {
            refuse(spec, text);
        }
        break;
    case ParameterKind::Boolean: value = parseBoolean(spec, word); break;
    case ParameterKind::Choice:
    case ParameterKind::Target: value = word; break;
    }
    checkParameter(spec, value);
    return value;
}

void checkParameter(const ParameterSpec& spec, const ParameterValue& value)
{
    bool good = false;
    switch (spec.kind) {
    case ParameterKind::Real:
        if (const auto* real = std::get_if<double>(&value))
            good = *real >= spec.minimum && *real <= spec.maximum;
        break;
    case ParameterKind::Integer:
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            good = static_cast<double>(*whole) >= spec.minimum && static_cast<double>(*whole) <= spec.maximum;
        break;
    case ParameterKind::Boolean: good = std::holds_alternative<bool>(value); break;
    case ParameterKind::Choice:
        if (const auto* word = std::get_if<std::string>(&value))
            good = std::find(spec.choices.begin(), spec.choices.end(), *word) != spec.choices.end();
        break;
    case ParameterKind::Target:
        if (const auto* word = std::get_if<std::string>(&value))
            good = isTarget(*word);
        break;
    }
    if (!good)
        refuse(spec, parameterText(value));
}

ParameterSet completed(const std::vector<ParameterSpec>& specs, const ParameterSet& values)
{
    ParameterSet result = defaultsOf(specs);
    for (const auto& given : values) {
        const std::string& id = given.first;
        const auto spec
            = std::find_if(specs.begin(), specs.end(), [&id](const ParameterSpec& s) { return s.id == id; });
        if (spec == specs.end()) {
            std::string known;
            for (const ParameterSpec& s : specs)
                known += (known.empty() ? "" : ", ") + s.id;
            throw Error(ErrorCode::BadParameter,
                "There is no parameter \"" + id + "\" here; known are: " + known + ".");
        }
        result[id] = converted(*spec, given.second);
        checkParameter(*spec, result[id]);
    }
    // Only now: a range may hang on a word that came later, or is the default.
    for (const ParameterSpec& spec : specs)
        checkParameter(narrowed(spec, result), result.at(spec.id));
    return result;
}

std::string parameterText(const ParameterValue& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return numberText(*real);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? "on" : "off";
    return std::get<std::string>(value);
}

std::string allowedText(const ParameterSpec& spec)
{
    switch (spec.kind) {
    case ParameterKind::Real: return "a number from " + rangesText(spec);
    case ParameterKind::Integer: return "a whole number from " + rangesText(spec);
    case ParameterKind::Boolean: return "on or off";
    case ParameterKind::Target: return "none, random, least-likely, second or a class number";
    case ParameterKind::Choice: break;
    }
    std::string words;
    for (const std::string& choice : spec.choices)
        words += (words.empty() ? "" : ", ") + choice;
    return words;
}

double realValue(const ParameterSet& values, const std::string& id)
{
    return valueAs<double>(values, id);
}

std::int64_t integerValue(const ParameterSet& values, const std::string& id)
{
    return valueAs<std::int64_t>(values, id);
}

bool booleanValue(const ParameterSet& values, const std::string& id)
{
    return valueAs<bool>(values, id);
}

std::string textValue(const ParameterSet& values, const std::string& id)
{
    return valueAs<std::string>(values, id);
}

} // namespace epsilonlab
