// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace epsilonlab {

/// The safetensors container (https://github.com/huggingface/safetensors, README "Format"): 8-byte
/// little-endian header length, JSON header, raw little-endian tensors.
struct SafeTensor
{
    std::string dtype; ///< "F32", "F64", "I64", "U8"
    std::vector<std::int64_t> shape;
    std::string_view bytes; ///< into the file's content
};

struct SafeTensors
{
    std::map<std::string, SafeTensor> tensors;
    std::map<std::string, std::string> metadata;
};

/// Reads the container; the views point into `content`, which must outlive them. Header at most 1 MiB; every
/// size is checked against the content; tensors must be contiguous and must not overlap. `where` names the
/// file in messages. Throws Error(UnknownFormat) if it cannot be such a file, Error(BadFile) if it is a
/// broken one.
SafeTensors parseSafeTensors(std::string_view content, const std::string& where);

/// The container's bytes, tensors in the given order, header padded with spaces to a multiple of 8.
std::string safeTensorsBytes(const std::vector<std::pair<std::string, SafeTensor>>& tensors,
    const std::map<std::string, std::string>& metadata);

} // namespace epsilonlab
