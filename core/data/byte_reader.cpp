// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/byte_reader.h"

#include "api/error.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <unistd.h>

namespace epsilonlab {

namespace {

constexpr std::size_t kBufferBytes = 1 << 17;

/// Deflate cannot do better than 1032 to 1 (zlib's technical details), so no honest header promises more.
constexpr std::uintmax_t kBestRatio = 1032;

bool isGzip(std::string_view bytes)
{
    return bytes.starts_with("\x1f\x8b");
}

} // namespace

void ByteReader::StreamEnd::operator()(z_stream_s* stream) const
{
    inflateEnd(stream);
    delete stream;
}

ByteReader::ByteReader(std::string name)
    : m_name(std::move(name))
{
}

ByteReader::~ByteReader() = default;
ByteReader::ByteReader(ByteReader&&) noexcept = default;

ByteReader ByteReader::ofFile(const std::filesystem::path& path)
{
    ByteReader reader(path.string());
    reader.m_file = openForReading(path, reader.m_storedBytes);
    reader.m_buffer.resize(kBufferBytes);
    reader.start();
    return reader;
}

ByteReader ByteReader::ofMemory(std::string_view bytes, std::string name)
{
    ByteReader reader(std::move(name));
    reader.m_available = bytes;
    reader.m_storedBytes = bytes.size();
    reader.start();
    return reader;
}

void ByteReader::start()
{
    if (m_available.empty())
        refill();
    if (!isGzip(m_available))
        return;
    auto stream = std::make_unique<z_stream_s>();
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    if (inflateInit2(stream.get(), kGzipOnly) != Z_OK)
        throw Error(
            ErrorCode::OutOfMemory, m_name + " could not be decompressed: there is not enough memory.");
    m_stream.reset(stream.release());
}

bool ByteReader::refill()
{
    if (!m_file.isOpen())
        return false;
    ssize_t got = 0;
    do {
        got = ::read(m_file.get(), m_buffer.data(), m_buffer.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        throw Error(ErrorCode::NotReadable, m_name + " could not be read: " + systemReason(errno) + ".",
            std::strerror(errno));
    m_available = {m_buffer.data(), static_cast<std::size_t>(got)};
    return got > 0;
}

std::uintmax_t ByteReader::mostBytes() const
{
    return isCompressed() ? m_storedBytes * kBestRatio : m_storedBytes;
}

std::size_t ByteReader::read(void* out, std::size_t bytes)
{
    char* place = static_cast<char*>(out);
    if (!isCompressed())
        return readPlain(place, bytes);
    if (!m_ahead || bytes == 0)
        return inflateTo(place, bytes);
    *place = *m_ahead;
    m_ahead.reset();
    return 1 + inflateTo(place + 1, bytes - 1);
}

std::size_t ByteReader::readPlain(char* out, std::size_t bytes)
{
    std::size_t have = 0;
    while (have < bytes && (!m_available.empty() || refill())) {
        const std::size_t taken = std::min(bytes - have, m_available.size());
        std::memcpy(out + have, m_available.data(), taken);
        m_available.remove_prefix(taken);
        have += taken;
    }
    return have;
}

std::size_t ByteReader::inflateTo(char* out, std::size_t bytes)
{
    std::size_t have = 0;
    while (have < bytes) {
        // avail_out is 32 bits wide.
        const auto room = static_cast<uInt>(std::min(bytes - have, std::size_t{1} << 30U));
        m_stream->next_out = reinterpret_cast<Bytef*>(out + have);
        m_stream->avail_out = room;
        const bool goesOn = inflateSome();
        have += room - m_stream->avail_out;
        if (!goesOn)
            break;
    }
    return have;
}

bool ByteReader::inflateSome()
{
    if (m_available.empty() && !refill()) {
        if (m_isMemberDone)
            return false;
        failDamaged("it ends too early", "unexpected end of the deflate stream");
    }
    if (m_isMemberDone) {
        if (!isGzip(m_available))
            return false; // padding after the last member, which gzip ignores as well
        inflateReset(m_stream.get());
        m_isMemberDone = false;
    }
    m_stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(m_available.data()));
    m_stream->avail_in = static_cast<uInt>(std::min(m_available.size(), std::size_t{1} << 30U));
    const uInt offered = m_stream->avail_in;
    const int status = inflate(m_stream.get(), Z_NO_FLUSH);
    m_available.remove_prefix(offered - m_stream->avail_in);
    if (status == Z_STREAM_END)
        m_isMemberDone = true;
    else if (status != Z_OK && status != Z_BUF_ERROR)
        failDamaged(
            "its content does not add up", m_stream->msg != nullptr ? m_stream->msg : "inflate failed");
    return true;
}

bool ByteReader::isAtEnd()
{
    if (!isCompressed())
        return m_available.empty() && !refill();
    char next = 0;
    if (!m_ahead && inflateTo(&next, 1) == 1)
        m_ahead = next;
    return !m_ahead;
}

void ByteReader::failDamaged(const std::string& problem, const std::string& detail) const
{
    throw Error(ErrorCode::BadFile,
        m_name + " is a damaged gzip file: " + problem + ". Download or copy it again.", detail);
}

} // namespace epsilonlab
