// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace epsilonlab {

enum class ParameterKind { Real, Integer, Boolean, Choice, Target };

using ParameterValue = std::variant<double, std::int64_t, bool, std::string>;

/// The range of a number where another parameter has this word.
struct WordRange
{
    std::string word;
    double minimum = 0.0, maximum = 1.0;
};

/// One parameter of an attack, an objective or a recipe, described once: the form in the window, the options
/// of the command line with their help, the report, the JSON and the property tests all follow from this
/// description.
struct ParameterSpec
{
    std::string id; ///< as on the command line and in JSON: "step-size"
    std::string title; ///< as in the window: "Step size"
    std::string unit; ///< "pixel units", "steps", ...; empty if none
    ParameterKind kind = ParameterKind::Real;
    ParameterValue defaultValue = 0.0;
    double minimum = 0.0; ///< Real and Integer: smallest and largest allowed value, both included
    double maximum = 1.0;
    std::vector<std::string> choices; ///< Choice: the allowed words, in menu order
    std::string help; ///< one or two sentences
    std::string zeroMeans; ///< what the value 0 stands for ("automatic"), empty if nothing special
    std::string rangeOf = {}; ///< id of the Choice that decides the range ("norm"); empty if none does
    std::vector<WordRange> ranges = {}; ///< by its words, beside others it does nothing; minimum and maximum
                                        ///< hold for all together
};

/// Values by parameter id. Ordered by id, so that printing it is stable.
using ParameterSet = std::map<std::string, ParameterValue>;

/// `spec` with the range that it has beside `values`: epsilon goes to 1 in linf and to 28 in l2.
ParameterSpec narrowed(ParameterSpec spec, const ParameterSet& values);

/// The default of every parameter in `specs`.
ParameterSet defaultsOf(const std::vector<ParameterSpec>& specs);

/// Parses what a person typed. Reals accept "0.1", "8/255" and "25,5/255"; booleans on/off, true/false,
/// yes/no, 1/0; a target none, random, least-likely, second or a class number. Throws Error(BadParameter)
/// with one sentence that names the parameter, the value and what is allowed.
ParameterValue parseParameter(const ParameterSpec& spec, const std::string& text);

/// Throws Error(BadParameter) if `value` has the wrong kind or is out of range (NaN counts as out of range).
void checkParameter(const ParameterSpec& spec, const ParameterValue& value);

/// Fills what is missing with defaults and checks everything, each in the range that it has beside the
/// others; unknown ids are an error that lists the known ones.
ParameterSet completed(const std::vector<ParameterSpec>& specs, const ParameterSet& values);

/// Shortest text that parseParameter reads back to the same value.
std::string parameterText(const ParameterValue& value);

/// The allowed values in words: "0 to 1", "linf, l2", "on or off".
std::string allowedText(const ParameterSpec& spec);

/// Throws Error(Internal) if `id` is missing: callers pass completed sets.
double realValue(const ParameterSet& values, const std::string& id);
std::int64_t integerValue(const ParameterSet& values, const std::string& id);
bool booleanValue(const ParameterSet& values, const std::string& id);
std::string textValue(const ParameterSet& values, const std::string& id);

/// Parses a number as people write epsilon: "0.1", ".1", "8/255", "25,5/255". Throws Error(BadParameter).
double parseNumber(const std::string& text);

} // namespace epsilonlab
