// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/download.h"

#include "api/error.h"
#include "data/file_io.h"

#include <curl/curl.h>

#include <array>
#include <cerrno>
#include <exception>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace epsilonlab {

namespace {

constexpr int kMostTries = 10;
constexpr long kConnectSeconds = 20;
constexpr long kStallSeconds = 30; ///< less than a byte a second for so long counts as broken
constexpr long kNothingBehind = 416; ///< HTTP: the file ends where the rest was asked for

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

/// One download with all its tries. The C library calls back into it; nothing may be thrown through its
/// frames.
class Transfer
{
public:
    Transfer(const std::string& url, const std::filesystem::path& part, const DownloadOptions& options)
        : m_url(url)
        , m_part(part)
        , m_options(options)
        , m_handle(curl_easy_init(), &curl_easy_cleanup)
        , m_file(::open(part.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666))
    {
        if (m_handle == nullptr)
            throw Error(ErrorCode::Internal, "libcurl could not be started.");
        struct stat info
        {
        };
        if (!m_file.isOpen() || ::fstat(m_file.get(), &info) != 0)
            throw Error(ErrorCode::NotWritable,
                part.string() + " could not be written: " + systemReason(errno) + ".");
        m_have = static_cast<std::uintmax_t>(info.st_size);
        configure();
    }

    DownloadOutcome run()
    {
        for (int tries = 1;; ++tries) {
            const std::uintmax_t before = m_have;
            const CURLcode code = perform();
            if (m_options.stop.stop_requested())
                failStopped();
            if (m_problem)
                std::rethrow_exception(m_problem);
            if (code == CURLE_OK || (m_resumedFrom > 0 && status() == kNothingBehind))
                return DownloadOutcome::Complete;
            if (status() == 404 || status() == 403 || status() == 410)
                return DownloadOutcome::NotThere;
            if (code == CURLE_RANGE_ERROR)
                startOver();
            else if (m_have == before || tries >= kMostTries)
                fail(code);
        }
    }

private:
    template <class Value> void set(CURLoption option, Value value)
    {
        if (curl_easy_setopt(m_handle.get(), option, value) != CURLE_OK)
            throw Error(ErrorCode::Internal, "This libcurl lacks an option that downloads need.",
                std::to_string(option));
    }

    void configure()
    {
        const char* protocols = m_options.transport == Transport::HttpsOnly ? "https" : "http,https";
        set(CURLOPT_URL, m_url.c_str());
        set(CURLOPT_PROTOCOLS_STR, protocols);
        set(CURLOPT_REDIR_PROTOCOLS_STR, protocols);
        set(CURLOPT_FOLLOWLOCATION, 1L);
        set(CURLOPT_MAXREDIRS, 5L);
        set(CURLOPT_FAILONERROR, 1L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_USERAGENT, "epsilonlab");
        set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, kStallSeconds);
        set(CURLOPT_ERRORBUFFER, m_errorText.data());
        set(CURLOPT_WRITEFUNCTION, &Transfer::onBytes);
        set(CURLOPT_WRITEDATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &Transfer::onProgress);
        set(CURLOPT_XFERINFODATA, this);
    }

    CURLcode perform()
    {
        m_errorText[0] = '\0';
        m_resumedFrom = m_have;
        set(CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(m_have));
        return curl_easy_perform(m_handle.get());
    }

    long status() const
    {
        long value = 0;
        curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &value);
        return value;
    }

    /// The server cannot send the rest alone.
    void startOver()
    {
        if (::ftruncate(m_file.get(), 0) != 0)
            throw Error(ErrorCode::NotWritable,
                m_part.string() + " could not be written: " + systemReason(errno) + ".");
        m_have = 0;
    }

    [[noreturn]] void fail(CURLcode code) const
    {
        std::string reason = curl_easy_strerror(code);
        if (code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING)
            reason = "the server ended the transfer too early";
        else if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT)
            reason = "the server could not be reached";
        else if (code == CURLE_UNSUPPORTED_PROTOCOL)
            reason = "only HTTPS addresses are used unless you name another one yourself";
        throw Error(ErrorCode::Network,
            "The download of " + m_url + " failed: " + reason
                + ". Check the connection and try again; what arrived is kept.",
            m_errorText.data());
    }

    std::size_t take(const char* bytes, std::size_t count)
    {
        try {
            if (m_have + count > m_options.mostBytes)
                throw Error(ErrorCode::Network,
                    "The server sends more for " + m_url + " than the file can have ("
                        + sizeText(m_options.mostBytes) + "). Try another mirror.");
            writeAll(m_file.get(), {bytes, count}, m_part);
            m_have += count;
            return count;
        } catch (...) {
            m_problem = std::current_exception();
            return 0;
        }
    }

    int report(std::uintmax_t rest)
    {
        try {
            if (m_options.progress)
                m_options.progress(m_have, rest == 0 ? 0 : m_resumedFrom + rest);
        } catch (...) {
            m_problem = std::current_exception();
            return 1;
        }
        return m_options.stop.stop_requested() ? 1 : 0;
    }

    static std::size_t onBytes(const char* bytes, std::size_t size, std::size_t count, void* self)
    {
        return static_cast<Transfer*>(self)->take(bytes, size * count);
    }

    static int onProgress(void* self, curl_off_t total, curl_off_t, curl_off_t, curl_off_t)
    {
        return static_cast<Transfer*>(self)->report(static_cast<std::uintmax_t>(total));
    }

    const std::string m_url;
    const std::filesystem::path m_part;
    const DownloadOptions& m_options;
    Handle m_handle;
    Descriptor m_file;
    std::uintmax_t m_have = 0;
    std::uintmax_t m_resumedFrom = 0;
    std::exception_ptr m_problem;
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
};

} // namespace

DownloadOutcome download(
    const std::string& url, const std::filesystem::path& part, const DownloadOptions& options)
{
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT); // once, and not thread-safe by
                                                                           // itself
    if (started != CURLE_OK)
        throw Error(ErrorCode::Internal, "libcurl could not be started.", curl_easy_strerror(started));
    return Transfer(url, part, options).run();
}

void failStopped()
{
    throw Error(ErrorCode::Network,
        "The download was stopped. What arrived is kept; the next one goes on from there.");
}

} // namespace epsilonlab
