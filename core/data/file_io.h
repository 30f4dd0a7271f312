// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace epsilonlab {

/// The whole file. Its size is checked before anything is allocated: more than `maxBytes` is an
/// Error(BadFile). Throws Error(NotFound) if there is none, Error(NotReadable) for a folder, a device or a
/// missing permission.
std::string readFile(const std::filesystem::path& path, std::uintmax_t maxBytes);

/// Writes a file so that it appears whole or not at all: a temporary name in the same folder, fsync of the
/// file, rename, fsync of the folder. A link is followed; a device or pipe is written to directly. Leaves
/// nothing behind on failure. Throws Error(NotWritable) that says why (disk full, read-only, no such folder,
/// ...).
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// Writes all of `bytes` to an open file descriptor, however many calls it takes. `path` is named in the
/// error.
void writeAll(int descriptor, std::string_view bytes, const std::filesystem::path& path);

/// Makes a folder and what is above it. Throws Error(NotWritable) with the reason.
void makeFolder(const std::filesystem::path& folder);

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256Hex(std::string_view bytes);

/// SHA-256 of a file's content; reads it in pieces. Throws as readFile does.
std::string sha256HexOfFile(const std::filesystem::path& path);

/// "47 MB", "7.5 KB", "312 bytes": sizes as the messages say them.
std::string sizeText(std::uintmax_t bytes);

/// Why a system call failed, as the middle of a sentence: "the disk is full".
std::string systemReason(int errorNumber);

/// Owns a file descriptor.
class Descriptor
{
public:
    explicit Descriptor(int value = -1)
        : m_value(value)
    {
    }
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept
        : m_value(other.release())
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept;

    int get() const { return m_value; }
    bool isOpen() const { return m_value >= 0; }
    int release();
    bool close(); ///< false: the system reports that earlier writes were lost

private:
    int m_value;
};

/// Opens a regular file for reading; throws the errors of readFile. `size` receives its length in bytes.
Descriptor openForReading(const std::filesystem::path& path, std::uintmax_t& size);

} // namespace epsilonlab
