// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/fetch.h"

#include "api/error.h"
#include "data/byte_reader.h"
#include "data/file_io.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

namespace epsilonlab {

namespace {

namespace fs = std::filesystem;

bool isUrl(const std::string& text)
{
    return text.find("://") != std::string::npos;
}

/// The content of `path`, decompressed, if it is what the catalogue says; nothing otherwise.
std::optional<std::vector<char>> rightContent(const KnownFile& file, const fs::path& path)
{
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        return std::nullopt;
    try {
        ByteReader reader = ByteReader::ofFile(path);
        std::vector<char> content = reader.readVector<char>(static_cast<std::size_t>(file.bytes));
        if (content.size() == file.bytes && reader.isAtEnd()
            && sha256Hex({content.data(), content.size()}) == file.sha256)
            return content;
    } catch (const Error&) {
        // Not readable or damaged: not the right content.
    }
    return std::nullopt;
}

bool isRightIn(const KnownFile& file, const fs::path& folder)
{
    // The reader takes the plain file where both are there, so the packed one must not hide a broken plain
    // one.
    std::error_code ignored;
    const fs::path plain = folder / file.name;
    return rightContent(file, fs::exists(plain, ignored) ? plain : fs::path(plain.string() + ".gz"))
        .has_value();
}

/// One fetch. Files that are done move on the progress bar by what their download would weigh.
class Fetch
{
public:
    Fetch(const KnownDataset& known, fs::path folder, const datasets::FetchOptions& options,
        Transport transport)
        : m_known(known)
        , m_folder(std::move(folder))
        , m_staging(m_folder.parent_path() / ('.' + m_folder.filename().string() + ".partial"))
        , m_options(options)
        , m_transport(options.from.starts_with("http://") ? Transport::PlainHttpToo : transport)
    {
        for (const KnownFile& file : m_known.files)
            m_total += file.packedBytes;
    }

    void run()
    {
        makeFolder(m_staging);
        lock();
        for (const KnownFile& file : m_known.files) {
            if (m_options.stop.stop_requested())
                failStopped();
            if (!rightContent(file, m_staging / file.name) && !isRightIn(file, m_folder))
                obtain(file);
            m_done += file.packedBytes;
            report(0);
        }
        install();
    }

private:
    /// Two fetches at once would write to the same partial files.
    void lock()
    {
        m_lock = Descriptor(::open(m_staging.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (m_lock.isOpen() && ::flock(m_lock.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            throw Error(ErrorCode::NotWritable,
                m_known.title
                    + " is being fetched by another program already. Wait "
                      "until it is done.");
    }

    void obtain(const KnownFile& file)
    {
        if (m_options.from.empty())
            obtainFromMirrors(file);
        else if (isUrl(m_options.from))
            obtainFromUrl(file, m_options.from);
        else
            obtainFromFolder(file, m_options.from);
    }

    void obtainFromFolder(const KnownFile& file, const fs::path& folder)
    {
        bool isThere = false;
        for (const char* suffix : {"", ".gz"}) {
            const fs::path path = folder / (file.name + suffix);
            std::error_code ignored;
            isThere = isThere || fs::exists(path, ignored);
            if (const auto content = rightContent(file, path))
                return stage(file, *content);
        }
        if (isThere)
            failWrongContent(file, folder.string());
        throw Error(ErrorCode::NotFound,
            "The folder " + folder.string() + " holds neither " + file.name + " nor " + file.name + ".gz.");
    }

    void obtainFromMirrors(const KnownFile& file)
    {
        for (std::size_t i = 0; i < m_known.mirrors.size(); ++i) {
            try {
                return obtainFromUrl(file, m_known.mirrors[i]);
            } catch (const Error& error) {
                const bool mayHelp = error.code() == ErrorCode::Network || error.code() == ErrorCode::BadFile;
                if (!mayHelp || m_options.stop.stop_requested() || i + 1 == m_known.mirrors.size())
                    throw;
            }
        }
        throw Error(ErrorCode::Internal, m_known.title + " has no mirror.");
    }

    void obtainFromUrl(const KnownFile& file, std::string base)
    {
        if (!base.starts_with("http://") && !base.starts_with("https://"))
            throw Error(
                ErrorCode::BadParameter, base + " cannot be used; addresses begin with https:// or http://.");
        if (!base.ends_with('/'))
            base += '/';
        for (const char* suffix : {".gz", ""})
            if (obtainUrl(file, base + file.name + suffix))
                return;
        throw Error(ErrorCode::Network,
            base + " has neither " + file.name + ".gz nor " + file.name + ". Try another mirror.");
    }

    /// False if the server has no such file.
    bool obtainUrl(const KnownFile& file, const std::string& url)
    {
        // Another mirror may have packed the file otherwise: its beginning must not meet this one's end.
        const fs::path part = m_staging / (file.name + '-' + sha256Hex(url).substr(0, 8) + ".part");
        std::error_code ignored;
        const bool isResumed = fs::exists(part, ignored) && fs::file_size(part, ignored) > 0;
        if (download(url, part, downloadOptions(file)) == DownloadOutcome::NotThere) {
            fs::remove(part, ignored);
            return false;
        }
        const auto content = rightContent(file, part);
        fs::remove(part, ignored);
        if (content) {
            stage(file, *content);
            return true;
        }
        if (isResumed)
            return obtainUrl(file, url); // what was begun may be of an older packing: once more from the
                                         // start
        failWrongContent(file, url);
    }

    DownloadOptions downloadOptions(const KnownFile& file)
    {
        constexpr std::uintmax_t kSlack = 4096; // gzip adds a little to what cannot be packed
        return {m_transport, file.bytes + kSlack,
            [this](std::uintmax_t have, std::uintmax_t) { report(have); }, m_options.stop};
    }

    [[noreturn]] void failWrongContent(const KnownFile& file, const std::string& where) const
    {
        throw Error(ErrorCode::BadFile,
            "What " + where + " gives is not " + file.name + " of " + m_known.title
                + ": its SHA-256 differs. Nothing was installed; try another mirror.",
            "expected " + file.sha256);
    }

    void stage(const KnownFile& file, const std::vector<char>& content)
    {
        writeFileAtomically(m_staging / file.name, {content.data(), content.size()});
    }

    void report(std::uintmax_t ofCurrent)
    {
        if (!m_options.progress)
            return;
        const std::uintmax_t done = std::min(m_done + ofCurrent, m_total); // sizes of downloads are estimates
        m_options.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(m_total));
    }

    /// A new folder appears by one rename; one that is there gets what it lacks, file by file, each whole and
    /// right.
    void install()
    {
        for (const fs::directory_entry& entry : fs::directory_iterator(m_staging))
            if (entry.path().extension() == ".part")
                fs::remove(entry.path());
        std::error_code error;
        if (!fs::exists(m_folder)) {
            fs::rename(m_staging, m_folder, error);
        } else {
            for (const fs::directory_entry& entry : fs::directory_iterator(m_staging))
                if (!error)
                    fs::rename(entry.path(), m_folder / entry.path().filename(), error);
            std::error_code ignored;
            fs::remove(m_staging, ignored);
        }
        if (error)
            throw Error(ErrorCode::NotWritable,
                m_known.title + " could not be put to " + m_folder.string() + ": "
                    + systemReason(error.value()) + ". It lies complete in " + m_staging.string() + '.',
                error.message());
    }

    const KnownDataset& m_known;
    const fs::path m_folder, m_staging;
    const datasets::FetchOptions& m_options;
    const Transport m_transport;
    Descriptor m_lock;
    std::uintmax_t m_done = 0, m_total = 0;
};

} // namespace

bool isComplete(const KnownDataset& known, const fs::path& folder)
{
    return std::all_of(known.files.begin(), known.files.end(),
        [&folder](const KnownFile& file) { return isRightIn(file, folder); });
}

void fetchInto(const KnownDataset& known, const fs::path& folder, const datasets::FetchOptions& options,
    Transport transport)
{
    std::error_code ignored;
    if (!options.from.empty() && !isUrl(options.from) && !fs::is_directory(options.from, ignored))
        throw Error(
            ErrorCode::NotFound, "There is no folder " + options.from + " to take " + known.title + " from.");
    if (!isComplete(known, folder))
        Fetch(known, folder, options, transport).run();
}

} // namespace epsilonlab
