// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// One IDX file of a data set.
struct KnownFile
{
    std::string name; ///< without .gz
    std::uintmax_t bytes = 0; ///< decompressed
    std::uintmax_t packedBytes = 0; ///< about how much a download is, for the progress bar
    std::string sha256; ///< of the decompressed content: any mirror's packing will do
};

/// A data set that has a name. Files: training images and labels, then test images and labels.
struct KnownDataset
{
    std::string id;
    std::string title;
    std::vector<std::string> classNames;
    std::int64_t trainCount = 0, testCount = 0;
    std::array<KnownFile, 4> files;
    std::vector<std::string> mirrors; ///< HTTPS folders
    std::string debianPackage = {}; ///< that puts it under /usr/share/datasets; empty if there is none
};

/// In menu order; without the built-in sample, which has no files.
const std::vector<KnownDataset>& knownDatasets();

/// Null if there is none of that name.
const KnownDataset* findKnownDataset(const std::string& id);

/// "0" to "9".
const std::vector<std::string>& digitNames();

/// Where downloads go: $XDG_DATA_HOME/epsilonlab/datasets, or ~/.local/share/epsilonlab/datasets. Throws
/// Error(NotFound) where the environment names neither.
std::filesystem::path userDatasetsFolder();

/// What to do to get it, one sentence: by its Debian package where there is one, else by fetching.
std::string howToGet(const KnownDataset& known);

/// Folders searched for a named data set, in this order: the user's, then `datasets/<id>` in each of
/// $XDG_DATA_DIRS and in /usr/share, where Debian's packages put theirs.
std::vector<std::filesystem::path> searchFolders(const std::string& id);

/// Both files of one part.
struct PartFiles
{
    std::filesystem::path images, labels;
};

/// The part ("train" or "test") in a folder, plain or gzip; nothing unless both files are there.
std::optional<PartFiles> partIn(const std::filesystem::path& folder, const std::string& part);

} // namespace epsilonlab
