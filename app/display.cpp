// SPDX-License-Identifier: GPL-3.0-or-later
#include "display.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <string>

namespace epsilonlab {

namespace {

constexpr int kX11Port = 6000; // plus the number of the display: X(7)

bool connects(int family, const sockaddr* address, socklen_t length)
{
    const int handle = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0)
        return false;
    const bool isThere = connect(handle, address, length) == 0;
    close(handle);
    return isThere;
}

/// `isAbstract`: Linux's name space beside the files, where X servers listen too.
bool answersAt(const std::string& path, bool isAbstract)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const std::size_t first = isAbstract ? 1 : 0;
    if (path.size() + first + 1 > sizeof(address.sun_path))
        return false;
    std::memcpy(address.sun_path + first, path.data(), path.size());
    const auto length = static_cast<socklen_t>(
        offsetof(sockaddr_un, sun_path) + first + path.size() + (isAbstract ? 0 : 1));
    return connects(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), length);
}

bool answersOver(const std::string& host, int port)
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return false;
    bool isThere = false;
    for (const addrinfo* at = found; at != nullptr && !isThere; at = at->ai_next)
        isThere = connects(at->ai_family, at->ai_addr, at->ai_addrlen);
    freeaddrinfo(found);
    return isThere;
}

} // namespace

bool answersX11(const char* display)
{
    const std::string text = display == nullptr ? "" : display;
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos)
        return false;
    const std::string number = text.substr(colon + 1, text.find('.', colon) - colon - 1);
    if (number.empty() || number.size() > 5 || number.find_first_not_of("0123456789") != std::string::npos)
        return false;
    const std::string host = text.substr(0, colon);
    if (!host.empty() && host != "unix")
        return answersOver(host, kX11Port + std::stoi(number));
    const std::string socket = "/tmp/.X11-unix/X" + number;
    return answersAt(socket, true) || answersAt(socket, false);
}

bool answersWayland(const char* display, const char* runtimeFolder)
{
    const std::string name = display == nullptr ? "" : display;
    if (name.empty())
        return false;
    if (name.front() == '/')
        return answersAt(name, false);
    return runtimeFolder != nullptr && answersAt(std::string(runtimeFolder) + '/' + name, false);
}

} // namespace epsilonlab
