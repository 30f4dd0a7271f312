// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/safetensors.h"

#include "api/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>

static_assert(std::endian::native == std::endian::little,
    "safetensors files are read and written as they lie in memory");

namespace epsilonlab {

namespace {

constexpr std::uint64_t kMaxHeader = 1U << 20U;

struct Range
{
    std::uint64_t begin = 0, end = 0;
    std::string name;
};

[[noreturn]] void broken(const std::string& where, const std::string& problem)
{
    throw Error(ErrorCode::BadFile,
        where + " is a broken safetensors file: " + problem + " Save it again or choose another file.");
}

std::uint64_t elementSize(const std::string& dtype)
{
    if (dtype == "F64" || dtype == "I64")
        return 8;
    if (dtype == "F32" || dtype == "I32")
        return 4;
    if (dtype == "F16" || dtype == "BF16")
        return 2;
    return dtype == "U8" || dtype == "I8" || dtype == "BOOL" ? 1 : 0;
}

nlohmann::json parseHeader(std::string_view content, std::uint64_t length, const std::string& where)
{
    const std::string_view text = content.substr(8, length);
    nlohmann::json header = nlohmann::json::parse(text, nullptr, false);
    if (header.is_discarded() || !header.is_object())
        broken(where, "its header is not JSON.");
    return header;
}

std::vector<std::int64_t> parseShape(
    const nlohmann::json& entry, const std::string& name, const std::string& where)
{
    std::vector<std::int64_t> shape;
    const auto list = entry.find("shape");
    if (list == entry.end() || !list->is_array() || list->size() > 8)
        broken(where, "tensor " + name + " has no sound shape.");
    for (const auto& size : *list) {
        if (!size.is_number_integer() || size < 0 || size > 1'000'000'000)
            broken(where, "tensor " + name + " has no sound shape.");
        shape.push_back(size.get<std::int64_t>());
    }
    return shape;
}

Range parseOffsets(
    const nlohmann::json& entry, const std::string& name, std::uint64_t dataSize, const std::string& where)
{
    const auto offsets = entry.find("data_offsets");
    if (offsets == entry.end() || !offsets->is_array() || offsets->size() != 2
        || !(*offsets)[0].is_number_unsigned() || !(*offsets)[1].is_number_unsigned())
        broken(where, "tensor " + name + " has no sound data_offsets.");
    const Range range{(*offsets)[0].get<std::uint64_t>(), (*offsets)[1].get<std::uint64_t>(), name};
    if (range.begin > range.end)
        broken(where,
            "tensor " + name + " ends at byte " + std::to_string(range.end)
                + " of the data, before it begins at byte " + std::to_string(range.begin) + ".");
    if (range.end > dataSize)
        broken(where,
            "tensor " + name + " should end at byte " + std::to_string(range.end)
                + " of the data, but there are only " + std::to_string(dataSize) + ".");
    return range;
}

void checkSize(const SafeTensor& tensor, const Range& range, const std::string& where)
{
    std::uint64_t size = elementSize(tensor.dtype);
    if (size == 0)
        broken(where, "tensor " + range.name + " has the unknown type " + tensor.dtype + ".");
    for (const std::int64_t side : tensor.shape) {
        size *= static_cast<std::uint64_t>(side);
        if (size > (std::uint64_t{1} << 40U))
            broken(where, "tensor " + range.name + " is larger than a terabyte.");
    }
    if (size != range.end - range.begin)
        broken(where,
            "tensor " + range.name + " needs " + std::to_string(size) + " bytes for its shape, but has "
                + std::to_string(range.end - range.begin) + ".");
}

// Holes could hide data, overlaps could alias weights; the format forbids both.
void checkContiguous(std::vector<Range> ranges, std::uint64_t dataSize, const std::string& where)
{
    std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
    std::uint64_t position = 0;
    for (const Range& range : ranges) {
        if (range.begin != position)
            broken(where,
                "tensor " + range.name + " starts at byte " + std::to_string(range.begin) + " instead of "
                    + std::to_string(position) + ".");
        position = range.end;
    }
    if (position != dataSize)
        broken(where,
            "its tensors end at byte " + std::to_string(position) + " of " + std::to_string(dataSize) + ".");
}

} // namespace

SafeTensors parseSafeTensors(std::string_view content, const std::string& where)
{
    std::uint64_t length = 0;
    if (content.size() < 10 || content[8] != '{')
        throw Error(ErrorCode::UnknownFormat,
            where + " is not a safetensors file; choose a model saved as .safetensors.");
    std::memcpy(&length, content.data(), sizeof length);
    if (length > kMaxHeader)
        broken(where, "its header claims " + std::to_string(length) + " bytes; at most 1048576 are read.");
    if (length > content.size() - 8)
        broken(where,
            "its header claims " + std::to_string(length) + " bytes, but the file ends after "
                + std::to_string(content.size()) + ".");
    const nlohmann::json header = parseHeader(content, length, where);
    const std::string_view data = content.substr(8 + length);
    SafeTensors result;
    std::vector<Range> ranges;
    for (const auto& [name, entry] : header.items()) {
        if (!entry.is_object())
            broken(where, "the entry " + name + " is not an object.");
        if (name == "__metadata__") {
            for (const auto& [key, value] : entry.items())
                if (value.is_string())
                    result.metadata[key] = value.get<std::string>();
            continue;
        }
        SafeTensor tensor;
        tensor.dtype
            = entry.value("dtype", nlohmann::json()).is_string() ? entry["dtype"].get<std::string>() : "";
        tensor.shape = parseShape(entry, name, where);
        const Range range = parseOffsets(entry, name, data.size(), where);
        checkSize(tensor, range, where);
        tensor.bytes = data.substr(range.begin, range.end - range.begin);
        result.tensors[name] = tensor;
        ranges.push_back(range);
    }
    checkContiguous(std::move(ranges), data.size(), where);
    return result;
}

std::string safeTensorsBytes(const std::vector<std::pair<std::string, SafeTensor>>& tensors,
    const std::map<std::string, std::string>& metadata)
{
    nlohmann::ordered_json header;
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::uint64_t position = 0;
    for (const auto& [name, tensor] : tensors) {
        header[name] = {{"dtype", tensor.dtype}, {"shape", tensor.shape},
            {"data_offsets", {position, position + tensor.bytes.size()}}};
        position += tensor.bytes.size();
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t length = text.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    bytes.reserve(8 + text.size() + position);
    bytes += text;
    for (const auto& [name, tensor] : tensors)
        bytes += tensor.bytes;
    return bytes;
}

} // namespace epsilonlab
