// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trust.h"

#include "api/error.h"
#include "data/file_io.h"
#include "data/known_datasets.h"

#include <mutex>
#include <set>

namespace epsilonlab {

namespace {

constexpr std::uintmax_t kMaxListBytes = 10'000'000;

std::mutex mutex; // protects decided and the file
std::set<std::string> decided; // in this process

std::filesystem::path listPath()
{
    return userDatasetsFolder().parent_path() / "trusted-models.txt";
}

std::string storedList()
{
    try {
        return readFile(listPath(), kMaxListBytes);
    } catch (const Error&) {
        return {}; // no list, or one that cannot be read: nothing was decided
    }
}

bool isListed(const std::string& list, const std::string& sha256)
{
    for (std::size_t at = list.find(sha256); at != std::string::npos; at = list.find(sha256, at + 1))
        if (at == 0 || list[at - 1] == '\n')
            return true;
    return false;
}

} // namespace

bool isTrustedModel(const std::string& sha256)
{
    const std::lock_guard lock(mutex);
    return decided.contains(sha256) || isListed(storedList(), sha256);
}

void rememberTrustedModel(const std::string& sha256, const std::string& name)
{
    const std::lock_guard lock(mutex);
    decided.insert(sha256);
    std::string list = storedList();
    if (isListed(list, sha256))
        return;
    std::string oneLine = name;
    for (char& c : oneLine)
        c = c == '\n' || c == '\r' ? ' ' : c;
    makeFolder(listPath().parent_path());
    writeFileAtomically(listPath(), list + sha256 + "  " + oneLine + "\n");
}

} // namespace epsilonlab
