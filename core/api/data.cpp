// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/data.h"

#include "api/error.h"
#include "data/fetch.h"
#include "data/known_datasets.h"

namespace epsilonlab::datasets {

namespace {

DatasetInfo sampleInfo()
{
    DatasetInfo info;
    info.id = "sample";
    info.title = "MNIST sample";
    info.isAvailable = true;
    info.location = "built in";
    info.trainCount = 6000;
    info.testCount = 1000;
    info.classNames = digitNames();
    return info;
}

DatasetInfo infoOf(const KnownDataset& known)
{
    DatasetInfo info;
    info.id = known.id;
    info.title = known.title;
    info.trainCount = known.trainCount;
    info.testCount = known.testCount;
    info.classNames = known.classNames;
    for (const std::filesystem::path& folder : searchFolders(known.id)) {
        if (!partIn(folder, "train") || !partIn(folder, "test"))
            continue;
        info.isAvailable = true;
        info.location = folder.string();
        return info;
    }
    info.reason = known.title + " is not on this computer. " + howToGet(known);
    return info;
}

} // namespace

std::vector<DatasetInfo> list()
{
    std::vector<DatasetInfo> infos{sampleInfo()};
    for (const KnownDataset& known : knownDatasets())
        infos.push_back(infoOf(known));
    return infos;
}

void fetch(const std::string& name, const FetchOptions& options)
{
    if (name == "sample")
        return; // it is part of the program
    const KnownDataset* known = findKnownDataset(name);
    if (known == nullptr)
        throw Error(ErrorCode::NotFound,
            "There is no data set \"" + name
                + "\" to fetch. The names are mnist and "
                  "fashion-mnist.");
    for (const std::filesystem::path& folder : searchFolders(known->id))
        if (isComplete(*known, folder))
            return;
    try {
        fetchInto(*known, userDatasetsFolder() / known->id, options);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Network || known->debianPackage.empty()
            || options.stop.stop_requested())
            throw;
        throw Error(error.code(),
            error.message() + " On Debian the package " + known->debianPackage + " brings it as well.",
            error.detail());
    }
}

} // namespace epsilonlab::datasets
