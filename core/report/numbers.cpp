// SPDX-License-Identifier: GPL-3.0-or-later

#include "api/export.h"

#include <array>
#include <charconv>
#include <cmath>

namespace epsilonlab {

namespace {
constexpr const char* kDash = "\u2014";
constexpr const char* kThinSpace = "\u2009";

/// A share in percent with one decimal; 0.0 and 100.0 appear only where they are exact and `exactEnds` allows
/// them.
std::string percentText(double share, bool exactEnds)
{
    if (!std::isfinite(share))
        return kDash;
    const bool isEnd = exactEnds && (share == 0.0 || share == 1.0);
    if (!isEnd && share < 0.0005)
        return "<0.1";
    if (!isEnd && share >= 0.9995)
        return ">99.9";
    return fixedText(share * 100.0, 1);
}
}

std::string fixedText(double value, int digits)
{
    if (!std::isfinite(value))
        return kDash;
    const double scale = std::pow(10.0, digits);
    // The nudge undoes binary representation: 2.675 is stored a little too small.
    double rounded = std::floor(std::abs(value) * scale + 0.5 + 1e-9) / scale;
    if (value < 0.0 && rounded > 0.0)
        rounded = -rounded;
    std::array<char, 400> text;
    const auto end
        = std::to_chars(text.data(), text.data() + text.size(), rounded, std::chars_format::fixed, digits);
    return {text.data(), end.ptr};
}

std::string shortestText(double value)
{
    if (!std::isfinite(value))
        return {};
    std::array<char, 40> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

std::string countText(std::int64_t count)
{
    const std::string digits = std::to_string(count);
    const std::size_t sign = count < 0 ? 1 : 0;
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0)
            text += kThinSpace;
        text += digits[i];
    }
    return text;
}

std::string durationText(double seconds)
{
    if (!std::isfinite(seconds))
        return kDash;
    if (seconds < 0.9995)
        return fixedText(seconds * 1000.0, 0) + " ms";
    if (seconds < 59.95)
        return fixedText(seconds, 1) + " s";
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    const auto twoDigits
        = [](std::int64_t value) { return std::string(value < 10 ? "0" : "") + std::to_string(value); };
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + twoDigits(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + twoDigits(whole / 60 % 60) + " min";
}

std::string probabilityText(double probability)
{
    const std::string text = percentText(probability, false);
    return text == kDash ? text : text + " %";
}

std::string accuracyText(double accuracy, const Interval& interval, std::int64_t n)
{
    if (n <= 0)
        return kDash;
    return percentText(accuracy, true) + " % [" + percentText(interval.low, true) + ", "
        + percentText(interval.high, true) + "] (n = " + countText(n) + ")";
}

std::string epsilonText(double epsilon)
{
    return fixedText(epsilon, 3) + " (" + fixedText(epsilon * 255.0, 1) + "/255)";
}

} // namespace epsilonlab
