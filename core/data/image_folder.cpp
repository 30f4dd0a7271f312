// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/image_folder.h"

#include "api/error.h"
#include "data/file_io.h"
#include "data/idx.h"
#include "data/known_datasets.h"
#include "imaging/digit_fit.h"
#include "imaging/picture.h"

#include <algorithm>
#include <cctype>

namespace epsilonlab {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostClasses = 256; ///< labels are bytes
constexpr std::size_t kMostVoters = 200;

std::vector<fs::path> sortedEntries(const fs::path& folder, bool wantsFolders)
{
    std::vector<fs::path> paths;
    std::error_code failure;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
        std::error_code ignored;
        const bool isWanted = wantsFolders ? entry.is_directory(ignored) : entry.is_regular_file(ignored);
        if (isWanted && !entry.path().filename().string().starts_with('.'))
            paths.push_back(entry.path());
    }
    if (failure)
        throw Error(ErrorCode::NotReadable,
            folder.string() + " could not be read: " + systemReason(failure.value()) + ".",
            failure.message());
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// Letters and digits alone, in lower case: "T-shirt/top" cannot be a folder, "T-shirt_top" can.
std::string plain(const std::string& name)
{
    std::string letters;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return letters;
}

/// Labels by the class names of a data set; false where one of the folders is none of them.
bool labelBy(const std::vector<std::string>& names, std::vector<PictureClass>& classes)
{
    for (PictureClass& each : classes) {
        const auto found = std::find_if(names.begin(), names.end(),
            [&each](const std::string& name) { return plain(name) == plain(each.name); });
        if (found == names.end())
            return false;
        each.label = static_cast<int>(found - names.begin());
    }
    return true;
}

void labelClasses(std::vector<PictureClass>& classes)
{
    for (const KnownDataset& known : knownDatasets())
        if (labelBy(known.classNames, classes)) {
            std::sort(classes.begin(), classes.end(),
                [](const PictureClass& a, const PictureClass& b) { return a.label < b.label; });
            return;
        }
    for (std::size_t i = 0; i < classes.size(); ++i)
        classes[i].label = static_cast<int>(i);
}

std::vector<std::string> namesOf(const std::vector<PictureClass>& classes)
{
    for (const KnownDataset& known : knownDatasets())
        if (std::vector<PictureClass> copy = classes; labelBy(known.classNames, copy))
            return known.classNames;
    std::vector<std::string> names;
    names.reserve(classes.size());
    for (const PictureClass& each : classes)
        names.push_back(each.name);
    return names;
}

bool isReady(const GreyPicture& picture)
{
    return picture.width == kImageSide && picture.height == kImageSide;
}

Ink majority(const std::vector<PictureClass>& classes)
{
    std::vector<fs::path> all;
    for (const PictureClass& each : classes)
        all.insert(all.end(), each.pictures.begin(), each.pictures.end());
    const std::size_t voters = std::min(all.size(), kMostVoters);
    std::size_t dark = 0, light = 0;
    for (std::size_t i = 0; i < voters; ++i) {
        const GreyPicture picture = readPicture(all[i * all.size() / voters]);
        if (isReady(picture))
            (inkOf(picture) == Ink::Dark ? dark : light) += 1;
    }
    return dark > light ? Ink::Dark : Ink::Light;
}

void append(Dataset& data, const FittedPicture& fitted, int label)
{
    data.bytes.insert(data.bytes.end(), fitted.bytes.begin(), fitted.bytes.end());
    if (label >= 0)
        data.labels.push_back(static_cast<std::uint8_t>(label));
}

void seal(Dataset& data)
{
    data.sha256 = sha256Hex({reinterpret_cast<const char*>(data.bytes.data()), data.bytes.size()});
}

} // namespace

std::vector<PictureClass> pictureClasses(const fs::path& folder)
{
    std::vector<PictureClass> classes;
    for (const fs::path& path : sortedEntries(folder, true))
        if (std::vector<fs::path> pictures = sortedEntries(path, false); !pictures.empty())
            classes.push_back({path.filename().string(), 0, std::move(pictures)});
    if (classes.size() > kMostClasses)
        throw Error(ErrorCode::BadFile,
            folder.string() + " has " + std::to_string(classes.size())
                + " subfolders with files; up to 256 classes can be told apart. Choose the folder of a data set.");
    labelClasses(classes);
    return classes;
}

fs::path picturePart(const fs::path& folder, const std::string& part)
{
    std::error_code ignored;
    if (fs::path inside = folder / part; fs::is_directory(inside, ignored) && !pictureClasses(inside).empty())
        return inside;
    const bool hasParts
        = fs::is_directory(folder / "train", ignored) || fs::is_directory(folder / "test", ignored);
    return hasParts || pictureClasses(folder).empty() ? fs::path() : folder;
}

Dataset readPictures(Dataset data, const std::vector<PictureClass>& classes)
{
    std::size_t count = 0;
    for (const PictureClass& each : classes)
        count += each.pictures.size();
    if (count > kMostImages)
        throw Error(ErrorCode::BadFile,
            data.id + " holds " + std::to_string(count) + " pictures; up to " + std::to_string(kMostImages)
                + " can be opened.");
    const Ink ink = majority(classes);
    data.bytes.reserve(count * kImagePixels);
    for (const PictureClass& each : classes)
        for (const fs::path& path : each.pictures) {
            const GreyPicture picture = readPicture(path);
            append(data,
                fitPicture(picture, ImageFit::Automatic, path.string(),
                    isReady(picture) ? std::optional<Ink>(ink) : std::nullopt),
                each.label);
        }
    data.classNames = namesOf(classes);
    seal(data);
    return data;
}

Dataset readOnePicture(Dataset data, const fs::path& picture, int label)
{
    append(data, fitPicture(readPicture(picture), ImageFit::Automatic, picture.string()), label);
    seal(data);
    return data;
}

} // namespace epsilonlab
