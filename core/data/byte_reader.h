// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/file_io.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct z_stream_s;

namespace epsilonlab {

/// Bytes of a file or of memory from front to back, decompressed on the way if they begin as gzip does. For
/// one thread.
class ByteReader
{
public:
    /// Throws the errors of readFile.
    static ByteReader ofFile(const std::filesystem::path& path);

    /// `bytes` must live as long as the reader; `name` stands in messages.
    static ByteReader ofMemory(std::string_view bytes, std::string name);

    ~ByteReader();
    ByteReader(ByteReader&&) noexcept;

    /// Fills `out`; fewer bytes only at the end of the content. Throws Error(BadFile) where the compression
    /// is broken.
    [[nodiscard]] std::size_t read(void* out, std::size_t bytes);

    /// Reads `bytes` into a vector that grows with what really comes, so that a false count costs no memory.
    /// Shorter only at the end of the content.
    template <class Value> std::vector<Value> readVector(std::size_t count);

    bool isAtEnd();

    /// How many bytes the content can have at most: the length of the file, or what it can decompress to.
    /// Headers are held against it before anything is allocated.
    std::uintmax_t mostBytes() const;
    bool isCompressed() const { return m_stream != nullptr; }
    const std::string& name() const { return m_name; }

private:
    explicit ByteReader(std::string name);
    void start();
    bool refill();
    std::size_t readPlain(char* out, std::size_t bytes);
    std::size_t inflateTo(char* out, std::size_t bytes);
    bool inflateSome();
    [[noreturn]] void failDamaged(const std::string& problem, const std::string& detail) const;

    struct StreamEnd
    {
        void operator()(z_stream_s* stream) const;
    };

    std::string m_name;
    Descriptor m_file;
    std::uintmax_t m_storedBytes = 0;
    std::vector<char> m_buffer; ///< what was read of the file
    std::string_view m_available; ///< the part of it, or of the memory, that nobody took yet
    std::unique_ptr<z_stream_s, StreamEnd> m_stream;
    std::optional<char> m_ahead; ///< decompressed by isAtEnd() and not taken yet
    bool m_isMemberDone = false; ///< a gzip file may hold several members, one after the other
};

template <class Value> std::vector<Value> ByteReader::readVector(std::size_t count)
{
    constexpr std::size_t kPiece = (std::size_t{4} << 20U) / sizeof(Value);
    std::vector<Value> values;
    if (!isCompressed())
        values.reserve(count);
    while (values.size() < count) {
        const std::size_t before = values.size();
        const std::size_t wanted = count - before < kPiece ? count - before : kPiece;
        values.resize(before + wanted);
        const std::size_t got = read(values.data() + before, wanted * sizeof(Value)) / sizeof(Value);
        if (got < wanted) {
            values.resize(before + got);
            break;
        }
    }
    return values;
}

} // namespace epsilonlab
