// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <vector>

/// Data set files as other programs write them, made independently of the readers under test.
namespace testfiles {

inline constexpr std::size_t kPixels = 784;

/// n images; every value occurs, no two images are the same.
inline std::vector<std::uint8_t> pixels(std::size_t n)
{
    std::vector<std::uint8_t> bytes(n * kPixels);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>((i * 31 + i / kPixels * 7) % 256);
    return bytes;
}

/// Images that hardly pack (xorshift), so that a gzip file has a middle.
inline std::vector<std::uint8_t> noise(std::size_t n)
{
    std::uint32_t state = 12345;
    std::vector<std::uint8_t> bytes(n * kPixels);
    for (std::uint8_t& byte : bytes) {
        state ^= state << 13U;
        state ^= state >> 17U;
        state ^= state << 5U;
        byte = static_cast<std::uint8_t>(state);
    }
    return bytes;
}

inline std::vector<std::uint8_t> labels(std::size_t n)
{
    std::vector<std::uint8_t> values(n);
    for (std::size_t i = 0; i < n; ++i)
        values[i] = static_cast<std::uint8_t>((i * 3) % 10);
    return values;
}

inline std::vector<float> asFloats(const std::vector<std::uint8_t>& bytes)
{
    std::vector<float> floats;
    for (const std::uint8_t byte : bytes)
        floats.push_back(static_cast<float>(byte) / 255.0F);
    return floats;
}

inline std::string bigEndian(std::uint32_t value)
{
    std::string bytes;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        bytes += static_cast<char>(static_cast<unsigned char>(value >> shift));
    return bytes;
}

inline std::string idxImages(const std::vector<std::uint8_t>& bytes)
{
    return bigEndian(0x803) + bigEndian(static_cast<std::uint32_t>(bytes.size() / kPixels)) + bigEndian(28)
        + bigEndian(28) + std::string(bytes.begin(), bytes.end());
}

inline std::string idxLabels(const std::vector<std::uint8_t>& values)
{
    return bigEndian(0x801) + bigEndian(static_cast<std::uint32_t>(values.size()))
        + std::string(values.begin(), values.end());
}

inline std::string gzip(const std::string& content)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(content.size())) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// Version 1.0, as numpy.save writes it.
inline std::string npyHeader(
    const std::string& type, const std::string& shape, const std::string& fortran = "False")
{
    std::string text
        = "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
    text.append(64 - (text.size() + 11) % 64, ' ');
    text += '\n';
    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(text.size() & 0xffU);
    header += static_cast<char>(text.size() >> 8U);
    return header + text;
}

template <class Value, class Source>
std::string npy(const std::string& type, const std::string& shape, const std::vector<Source>& source)
{
    const std::vector<Value> values(source.begin(), source.end());
    return npyHeader(type, shape)
        + std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
}

} // namespace testfiles
