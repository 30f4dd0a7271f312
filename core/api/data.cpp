// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/data.h"

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
    info.reason = known.title + " is not on this computer. Fetch it, or run \"epsilonlab datasets fetch " + known.id + "\".";
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

} // namespace epsilonlab::datasets
