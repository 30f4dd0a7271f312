// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/// A server on 127.0.0.1 that answers as badly as a test wants. One connection at a time.
class HttpServer
{
public:
    struct Request
    {
        std::string path;
        std::size_t rangeStart = 0; ///< of "Range: bytes=N-"
        bool hasRange = false;
    };

    struct Reply
    {
        std::string status = "200 OK";
        std::string headers; ///< further ones, each with \r\n
        std::string body;
        std::size_t claimedLength = std::string::npos; ///< Content-Length if not the truth
        std::size_t sentBytes = std::string::npos; ///< of the body before the connection is closed
        bool isHeldOpen = false; ///< then nothing more comes, but the connection stays
    };

    using Handler = std::function<Reply(const Request&)>;

    explicit HttpServer(Handler handler)
        : m_handler(std::move(handler))
        , m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof(address);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        if (::bind(m_socket, generic, length) != 0 || ::listen(m_socket, 8) != 0
            || ::getsockname(m_socket, generic, &length) != 0)
            throw std::runtime_error("no socket on the loopback interface");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }

    ~HttpServer()
    {
        m_isOver = true;
        ::shutdown(m_socket, SHUT_RDWR); // ends accept()
        m_thread.join();
        ::close(m_socket);
    }

    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/data"; }

    std::vector<Request> requests() const
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

    /// What an honest server sends: all of it, or the rest with 206.
    static Reply honest(const Request& request, const std::string& content)
    {
        Reply reply;
        reply.body = content;
        if (request.hasRange && request.rangeStart < content.size()) {
            reply.status = "206 Partial Content";
            reply.headers = "Content-Range: bytes " + std::to_string(request.rangeStart) + '-'
                + std::to_string(content.size() - 1) + '/' + std::to_string(content.size()) + "\r\n";
            reply.body = content.substr(request.rangeStart);
        } else if (request.hasRange) {
            reply.status = "416 Range Not Satisfiable";
            reply.headers = "Content-Range: bytes */" + std::to_string(content.size()) + "\r\n";
            reply.body.clear();
        }
        return reply;
    }

    static Reply notFound()
    {
        Reply reply;
        reply.status = "404 Not Found";
        reply.body = "no such file";
        return reply;
    }

private:
    void serve()
    {
        while (!m_isOver) {
            const int connection = ::accept(m_socket, nullptr, nullptr);
            if (connection < 0)
                continue;
            answer(connection);
            ::close(connection);
        }
    }

    void answer(int connection)
    {
        std::string text;
        char buffer[4096];
        while (text.find("\r\n\r\n") == std::string::npos) {
            const ssize_t got = ::recv(connection, buffer, sizeof(buffer), 0);
            if (got <= 0)
                return;
            text.append(buffer, static_cast<std::size_t>(got));
        }
        const Request request = parsed(text);
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
        }
        const Reply reply = m_handler(request);
        const std::size_t length
            = reply.claimedLength == std::string::npos ? reply.body.size() : reply.claimedLength;
        send(connection,
            "HTTP/1.1 " + reply.status + "\r\nContent-Length: " + std::to_string(length)
                + "\r\nConnection: close\r\n" + reply.headers + "\r\n"
                + reply.body.substr(0, reply.sentBytes));
        if (reply.isHeldOpen)
            static_cast<void>(::recv(connection, buffer, sizeof(buffer), 0)); // until the client goes
    }

    static Request parsed(const std::string& text)
    {
        Request request;
        const std::size_t start = text.find(' ') + 1;
        request.path = text.substr(start, text.find(' ', start) - start);
        const std::size_t range = text.find("Range: bytes=");
        request.hasRange = range != std::string::npos;
        if (request.hasRange)
            request.rangeStart = std::stoull(text.substr(range + 13));
        return request;
    }

    static void send(int connection, const std::string& text)
    {
        std::size_t sent = 0;
        while (sent < text.size()) {
            const ssize_t put = ::send(connection, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (put <= 0)
                return;
            sent += static_cast<std::size_t>(put);
        }
    }

    Handler m_handler;
    int m_socket;
    int m_port = 0;
    std::atomic<bool> m_isOver{false};
    mutable std::mutex m_mutex; ///< protects m_requests
    std::vector<Request> m_requests;
    std::thread m_thread;
};
