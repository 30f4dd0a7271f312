// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/npy_header.h"

#include "data/npy.h"

#include "api/error.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace epsilonlab {

namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kMostHeaderBytes = 1 << 16; ///< numpy itself refuses more than 10,000 by default

/// Reads the one kind of Python literal that stands there: {'descr': '<f4', 'fortran_order': False, 'shape':
/// (2, 28), }
class LiteralParser
{
public:
    explicit LiteralParser(std::string_view text)
        : m_rest(text)
    {
    }

    /// False where the text is something else.
    bool parse(NpyHeader& header)
    {
        if (!take('{'))
            return false;
        while (!take('}')) {
            const std::optional<std::string> key = string();
            if (!key || !take(':') || !value(*key, header))
                return false;
            if (!take(',') && peek() != '}')
                return false;
        }
        return m_seen == (kDescr | kOrder | kShape);
    }

private:
    static constexpr unsigned kDescr = 1, kOrder = 2, kShape = 4;

    bool value(const std::string& key, NpyHeader& header)
    {
        if (key == "descr") {
            m_seen |= kDescr;
            const std::optional<std::string> type = peek() == '[' ? record() : string();
            header.type = type.value_or("");
            return type.has_value();
        }
        if (key == "fortran_order") {
            m_seen |= kOrder;
            header.isFortranOrder = word("True");
            return header.isFortranOrder || word("False");
        }
        m_seen |= kShape;
        return key == "shape" && tuple(header.shape);
    }

    /// A record type is a list of lists; nobody needs what is in it, only where it ends.
    std::optional<std::string> record()
    {
        int depth = 0;
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            depth += c == '[' ? 1 : 0;
            depth -= c == ']' ? 1 : 0;
            if (depth == 0)
                return std::string();
        }
        return std::nullopt;
    }

    std::optional<std::string> string()
    {
        const char quote = peek();
        if (quote != '\'' && quote != '"')
            return std::nullopt;
        const std::size_t end = m_rest.find(quote, 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        std::string text(m_rest.substr(1, end - 1));
        m_rest.remove_prefix(end + 1);
        return text;
    }

    bool tuple(std::vector<std::uint64_t>& numbers)
    {
        if (!take('('))
            return false;
        while (!take(')')) {
            std::uint64_t number = 0;
            peek();
            const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), number);
            if (error != std::errc())
                return false;
            m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
            numbers.push_back(number);
            if (!take(',') && peek() != ')')
                return false;
        }
        return true;
    }

    char peek()
    {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\n'))
            m_rest.remove_prefix(1);
        return m_rest.empty() ? '\0' : m_rest.front();
    }

    bool take(char wanted)
    {
        const bool isThere = peek() == wanted;
        if (isThere)
            m_rest.remove_prefix(1);
        return isThere;
    }

    bool word(std::string_view wanted)
    {
        peek();
        const bool isThere = m_rest.starts_with(wanted);
        if (isThere)
            m_rest.remove_prefix(wanted.size());
        return isThere;
    }

    std::string_view m_rest;
    unsigned m_seen = 0;
};

[[noreturn]] void failCut(const ByteReader& reader)
{
    throw Error(ErrorCode::BadFile, reader.name() + " ends within its header. Download or copy it again.");
}

/// `before` receives the bytes that stand before the text: magic, version and length.
std::size_t headerLength(ByteReader& reader, std::uintmax_t& before)
{
    std::array<std::uint8_t, 2> version{};
    std::array<std::uint8_t, 4> length{};
    if (reader.read(version.data(), 2) < 2)
        failCut(reader);
    if (version[0] < 1 || version[0] > 3)
        throw Error(ErrorCode::BadFile,
            reader.name() + " is a NPY file of version " + std::to_string(version[0])
                + "; versions 1 to 3 can be read.");
    const std::size_t lengthBytes = version[0] == 1 ? 2 : 4;
    if (reader.read(length.data(), lengthBytes) < lengthBytes)
        failCut(reader);
    before = kMagic.size() + version.size() + lengthBytes;
    return length[0] | static_cast<std::size_t>(length[1]) << 8U | static_cast<std::size_t>(length[2]) << 16U
        | static_cast<std::size_t>(length[3]) << 24U;
}

} // namespace

std::string NpyHeader::shapeText() const
{
    std::string text = "(";
    for (const std::uint64_t size : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + (shape.size() == 1 ? ",)" : ")");
}

bool looksLikeNpy(std::string_view firstBytes)
{
    return firstBytes.starts_with(kMagic);
}

NpyHeader readNpyHeader(ByteReader& reader)
{
    if (reader.isAtEnd())
        throw Error(ErrorCode::BadFile, reader.name() + " is empty. Download or copy it again.");
    std::string magic(kMagic.size(), '\0');
    magic.resize(reader.read(magic.data(), magic.size()));
    if (magic != kMagic)
        throw Error(ErrorCode::UnknownFormat,
            reader.name() + " is not a NPY file. Write it with numpy.save(), which names it *.npy.");
    NpyHeader header;
    const std::size_t length = headerLength(reader, header.bytes);
    if (length > kMostHeaderBytes)
        throw Error(ErrorCode::BadFile,
            reader.name() + " says that its header has " + std::to_string(length) + " bytes; up to "
                + std::to_string(kMostHeaderBytes) + " are allowed.");
    std::string text(length, '\0');
    if (reader.read(text.data(), length) < length)
        failCut(reader);
    if (!LiteralParser(text).parse(header))
        throw Error(ErrorCode::BadFile,
            reader.name() + " has a header that is not what numpy.save() writes. Save it again.", text);
    header.bytes += length;
    return header;
}

} // namespace epsilonlab
