// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset_spec.h"

#include "api/error.h"

#include <charconv>
#include <filesystem>
#include <string_view>

namespace epsilonlab {

namespace {

[[noreturn]] void failSlice(const std::string& text)
{
    throw Error(ErrorCode::BadParameter,
        "\"" + text
            + "\" ends in a slice that cannot be read. Write [first:behind the last] "
              "with whole numbers, for example [0:1000].");
}

std::optional<std::int64_t> bound(std::string_view digits, const std::string& text)
{
    if (digits.empty())
        return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value < 0)
        failSlice(text);
    return value;
}

} // namespace

ParsedSpec parseSpec(const std::string& text)
{
    ParsedSpec spec;
    std::error_code ignored;
    if (std::filesystem::exists(text, ignored)) {
        spec.source = text;
        return spec;
    }
    std::string_view rest = text;
    if (rest.ends_with(']')) {
        const std::size_t open = rest.rfind('[');
        const std::size_t colon = open == std::string_view::npos ? open : rest.find(':', open);
        if (colon == std::string_view::npos)
            failSlice(text);
        spec.begin = bound(rest.substr(open + 1, colon - open - 1), text);
        spec.end = bound(rest.substr(colon + 1, rest.size() - colon - 2), text);
        rest = rest.substr(0, open);
    }
    for (const std::string_view part : {":train", ":test"})
        if (rest.ends_with(part)) {
            spec.part = part.substr(1);
            rest.remove_suffix(part.size());
            break;
        }
    spec.source = rest;
    if (spec.source.empty())
        throw Error(ErrorCode::BadParameter,
            "\"" + text
                + "\" names no data set. Write for example sample, mnist:test or images.npy:labels.npy.");
    return spec;
}

} // namespace epsilonlab
