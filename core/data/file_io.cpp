// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/file_io.h"

#include "api/error.h"
#include "api/faults.h"

#include <openssl/evp.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace epsilonlab {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = 1 << 16;

[[noreturn]] void failWriting(const fs::path& path, int errorNumber)
{
    throw Error(ErrorCode::NotWritable,
        path.string() + " could not be written: " + systemReason(errorNumber)
            + ". Free some space or choose another place.",
        std::strerror(errorNumber));
}

[[noreturn]] void failReading(const fs::path& path, int errorNumber)
{
    if (errorNumber == ENOENT || errorNumber == ENOTDIR)
        throw Error(ErrorCode::NotFound, path.string() + " does not exist. Check the name and the folder.");
    throw Error(ErrorCode::NotReadable,
        path.string() + " could not be read: " + systemReason(errorNumber) + ".", std::strerror(errorNumber));
}

std::size_t readSome(const Descriptor& file, char* out, std::size_t bytes, const fs::path& path)
{
    for (;;) {
        const ssize_t got = ::read(file.get(), out, bytes);
        if (got >= 0)
            return static_cast<std::size_t>(got);
        if (errno != EINTR)
            failReading(path, errno);
    }
}

/// Unique among the processes and threads that write beside each other; hidden, so that a listing does not
/// show it.
fs::path temporaryNameFor(const fs::path& path)
{
    static std::atomic<unsigned> counter{0};
    std::string name(1, '.');
    name += path.filename().string() + '.' + std::to_string(::getpid()) + '-' + std::to_string(counter++)
        + ".tmp";
    return path.parent_path() / name;
}

/// The rename is only safe on the disk once the folder that holds the name is. Some file systems cannot sync
/// a folder; the file is complete all the same.
void syncFolder(const fs::path& folder)
{
    const Descriptor handle(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.isOpen())
        static_cast<void>(::fsync(handle.get()));
}

void writeTo(Descriptor file, std::string_view bytes, const fs::path& path, bool isSynced)
{
    writeAll(file.get(), bytes, path);
    if (isSynced && ::fsync(file.get()) != 0)
        failWriting(path, errno);
    if (!file.close())
        failWriting(path, errno);
}

/// A device or a pipe ("/dev/stdout") must be written to, never be replaced by a file of that name.
void writeDirectly(const fs::path& path, std::string_view bytes)
{
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file.isOpen())
        failWriting(path, errno);
    writeTo(std::move(file), bytes, path, false);
}

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

DigestContext startDigest()
{
    DigestContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (context == nullptr || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
        throw Error(ErrorCode::Internal, "SHA-256 is not available in this OpenSSL library.");
    return context;
}

std::string finishDigest(EVP_MD_CTX* context)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_DigestFinal_ex(context, digest.data(), &length) != 1)
        throw Error(ErrorCode::Internal, "SHA-256 could not be computed by this OpenSSL library.");
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < length; ++i) {
        text += kDigits[digest[i] >> 4U];
        text += kDigits[digest[i] & 15U];
    }
    return text;
}

} // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    if (this != &other) {
        close();
        m_value = other.release();
    }
    return *this;
}

int Descriptor::release()
{
    return std::exchange(m_value, -1);
}

bool Descriptor::close()
{
    const int value = release();
    return value < 0 || ::close(value) == 0;
}

std::string systemReason(int errorNumber)
{
    switch (errorNumber) {
    case ENOSPC: return "the disk is full";
    case EDQUOT: return "your share of the disk is used up";
    case EROFS: return "the disk is read-only";
    case EACCES:
    case EPERM: return "you do not have the permission";
    case ENOENT:
    case ENOTDIR: return "its folder does not exist";
    case EISDIR: return "it is a folder";
    case EFBIG: return "it would be larger than this disk allows";
    case EIO: return "the disk reports an error";
    case EMFILE:
    case ENFILE: return "too many files are open";
    case ENAMETOOLONG: return "its name is too long";
    default: return std::strerror(errorNumber);
    }
}

std::string sizeText(std::uintmax_t bytes)
{
    std::array<char, 32> text{};
    const double value = static_cast<double>(bytes);
    if (bytes < 1000)
        return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
    const bool isMega = bytes >= 1000000;
    const double scaled = isMega ? value / 1e6 : value / 1e3;
    // Through tenths and integers: printf would follow the locale's decimal sign.
    const long tenths = std::lround(scaled * 10.0);
    if (tenths >= 100)
        std::snprintf(text.data(), text.size(), "%ld %s", (tenths + 5) / 10, isMega ? "MB" : "KB");
    else
        std::snprintf(text.data(), text.size(), "%ld.%ld %s", tenths / 10, tenths % 10, isMega ? "MB" : "KB");
    return text.data();
}

Descriptor openForReading(const fs::path& path, std::uintmax_t& size)
{
    // Looked at before it is opened: opening a pipe that nobody writes to would wait for ever.
    struct stat info
    {
    };
    if (::stat(path.c_str(), &info) != 0)
        failReading(path, errno);
    if (S_ISDIR(info.st_mode))
        throw Error(ErrorCode::NotReadable, path.string() + " is a folder; a file is needed here.");
    if (!S_ISREG(info.st_mode))
        throw Error(ErrorCode::NotReadable,
            path.string() + " is not a regular file. Copy its content to a file first.");
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        failReading(path, errno);
    size = static_cast<std::uintmax_t>(info.st_size);
    return file;
}

std::string readFile(const fs::path& path, std::uintmax_t maxBytes)
{
    std::uintmax_t size = 0;
    const Descriptor file = openForReading(path, size);
    if (size > maxBytes)
        throw Error(ErrorCode::BadFile,
            path.string() + " has " + sizeText(size) + "; files up to " + sizeText(maxBytes)
                + " can be opened here.");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const std::size_t got = readSome(file, bytes.data() + have, bytes.size() - have, path);
        if (got == 0)
            break; // shortened by somebody meanwhile: the reader of the content will say what is missing
        have += got;
    }
    bytes.resize(have);
    return bytes;
}

void writeAll(int descriptor, std::string_view bytes, const fs::path& path)
{
    if (faults::isSimulated(Fault::FullDisk))
        failWriting(path, ENOSPC);
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            failWriting(path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
}

void writeFileAtomically(const fs::path& path, std::string_view bytes)
{
    std::error_code ignored;
    const fs::file_status status = fs::status(path, ignored);
    if (fs::is_directory(status))
        failWriting(path, EISDIR);
    if (fs::exists(status) && !fs::is_regular_file(status))
        return writeDirectly(path, bytes);
    const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path, ignored) : path;
    const fs::path temporary = temporaryNameFor(target);
    Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!file.isOpen())
        failWriting(path, errno);
    try {
        writeTo(std::move(file), bytes, path, true);
        if (::rename(temporary.c_str(), target.c_str()) != 0)
            failWriting(path, errno);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    syncFolder(target.parent_path());
}

void makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Error(ErrorCode::NotWritable,
            "The folder " + folder.string() + " could not be made: " + systemReason(error.value()) + ".",
            error.message());
}

std::string sha256Hex(std::string_view bytes)
{
    const DigestContext context = startDigest();
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
    return finishDigest(context.get());
}

std::string sha256HexOfFile(const fs::path& path)
{
    std::uintmax_t size = 0;
    const Descriptor file = openForReading(path, size);
    const DigestContext context = startDigest();
    std::array<char, kPieceBytes> piece{};
    while (const std::size_t got = readSome(file, piece.data(), piece.size(), path))
        EVP_DigestUpdate(context.get(), piece.data(), got);
    return finishDigest(context.get());
}

} // namespace epsilonlab
