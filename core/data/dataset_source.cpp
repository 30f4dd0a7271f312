// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset_source.h"

#include "api/error.h"
#include "api/image.h"
#include "data/byte_reader.h"
#include "data/embedded.h"
#include "data/file_io.h"
#include "data/idx.h"
#include "data/image_folder.h"
#include "data/known_datasets.h"
#include "data/npy.h"
#include "imaging/picture_header.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace epsilonlab {

namespace {

namespace fs = std::filesystem;

enum class FileKind { Idx, Npy, Picture, Other };

/// Path, length and time of change: another content under the same name is another key.
std::string fileKey(const fs::path& path)
{
    std::error_code ignored;
    const fs::path full = fs::weakly_canonical(path, ignored);
    return full.string() + '|' + std::to_string(fs::file_size(path, ignored)) + '|'
        + std::to_string(fs::last_write_time(path, ignored).time_since_epoch().count()) + '\n';
}

/// The name decides nothing but which sentence is the helpful one where the content is unknown.
bool isPictureName(const fs::path& path)
{
    static const std::array<const char*, 6> kEndings{".png", ".jpg", ".jpeg", ".bmp", ".pgm", ".gif"};
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

FileKind kindOf(const fs::path& path)
{
    ByteReader reader = ByteReader::ofFile(path);
    std::string start(16, '\0');
    start.resize(reader.read(start.data(), start.size()));
    if (looksLikeNpy(start))
        return FileKind::Npy;
    if (looksLikeIdx(start))
        return FileKind::Idx;
    return looksLikeAnyPicture(start) || isPictureName(path) ? FileKind::Picture : FileKind::Other;
}

void checkCounts(const Dataset& data, const std::string& images, const std::string& labels)
{
    if (static_cast<std::int64_t>(data.labels.size()) != data.count())
        throw Error(ErrorCode::BadFile,
            images + " holds " + std::to_string(data.count()) + " images, but " + labels + " "
                + std::to_string(data.labels.size()) + " labels. They do not belong together.");
}

std::string sha256OfBytes(const std::vector<std::uint8_t>& bytes)
{
    return sha256Hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// Puts images and labels, both IDX, into `data`, which has its names already.
Dataset readIdxPair(Dataset data, ByteReader images, ByteReader labels)
{
    const std::string imagesName = images.name(), labelsName = labels.name();
    data.labels = readIdxLabels(std::move(labels), data.classNames.size());
    data.bytes = readIdxImages(std::move(images));
    checkCounts(data, imagesName, labelsName);
    data.sha256 = sha256OfBytes(data.bytes);
    return data;
}

DatasetSource idxSource(const Dataset& names, const PartFiles& files)
{
    return {fileKey(files.images) + fileKey(files.labels), [names, files] {
                return readIdxPair(names, ByteReader::ofFile(files.images), ByteReader::ofFile(files.labels));
            }};
}

Dataset loadSample(const std::string& part)
{
    const std::string prefix = std::string("sample/") + (part == "train" ? "train" : "t10k");
    const std::string images = prefix + "-images-idx3-ubyte.gz", labels = prefix + "-labels-idx1-ubyte.gz";
    Dataset data;
    data.id = "sample";
    data.title = "MNIST sample";
    data.part = part;
    data.classNames = digitNames();
    return readIdxPair(std::move(data), ByteReader::ofMemory(embeddedFile(images), images),
        ByteReader::ofMemory(embeddedFile(labels), labels));
}

DatasetSource namedSource(const KnownDataset& known, const std::string& part)
{
    Dataset names;
    names.id = known.id;
    names.title = known.title;
    names.part = part;
    names.classNames = known.classNames;
    for (const fs::path& folder : searchFolders(known.id))
        if (const std::optional<PartFiles> files = partIn(folder, part))
            return idxSource(names, *files);
    throw Error(ErrorCode::NotFound,
        known.title + " (" + part + ") is not on this computer. " + howToGet(known)
            + " Until then there is the built-in \"sample\".");
}

[[noreturn]] void failKind(const fs::path& path)
{
    throw Error(ErrorCode::UnknownFormat,
        path.string()
            + " is neither an IDX nor a NPY file nor a picture (PNG, JPEG, BMP, "
              "PGM). Save images with numpy.save(), or choose another file.");
}

void readImagesInto(Dataset& data, const fs::path& path)
{
    switch (kindOf(path)) {
    case FileKind::Idx:
        data.bytes = readIdxImages(ByteReader::ofFile(path));
        data.sha256 = sha256OfBytes(data.bytes);
        return;
    case FileKind::Picture: data = readOnePicture(std::move(data), path, -1); return;
    case FileKind::Npy: break;
    case FileKind::Other:
        if (fs::file_size(path) > 0)
            failKind(path);
        break; // an empty file has a sentence of its own there
    }
    NpyImages images = readNpyImages(ByteReader::ofFile(path));
    data.bytes = std::move(images.bytes);
    data.floats = std::move(images.floats);
    data.sha256 = std::move(images.sha256);
}

Dataset loadFiles(const std::string& id, const fs::path& images, const fs::path& labels)
{
    Dataset data;
    data.id = id;
    data.title = images.filename().string();
    data.classNames = digitNames();
    if (!labels.empty()) {
        ByteReader reader = ByteReader::ofFile(labels);
        data.labels = kindOf(labels) == FileKind::Idx
            ? readIdxLabels(std::move(reader), data.classNames.size())
            : readNpyLabels(std::move(reader), data.classNames.size());
    }
    readImagesInto(data, images);
    if (!labels.empty())
        checkCounts(data, images.string(), labels.string());
    return data;
}

DatasetSource filesSource(const std::string& id, const fs::path& images, const fs::path& labels)
{
    const std::string key = fileKey(images) + (labels.empty() ? "" : fileKey(labels));
    return {key, [id, images, labels] { return loadFiles(id, images, labels); }};
}

/// "7" in "seven.png:7": the label itself in place of a file of labels.
std::optional<int> labelNumber(const fs::path& labels)
{
    const std::string text = labels.string();
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::error_code ignored;
    const bool isNumber
        = error == std::errc() && end == text.data() + text.size() && !fs::exists(labels, ignored);
    return isNumber ? std::optional<int>(number) : std::nullopt;
}

/// One picture whose label stands in the spec.
DatasetSource pictureSource(const std::string& id, const fs::path& picture, int label)
{
    const std::size_t classes = digitNames().size();
    if (label < 0 || label >= static_cast<int>(classes))
        throw Error(ErrorCode::BadParameter,
            "The label " + std::to_string(label) + " of " + picture.string()
                + " is no class; choose one from 0 to " + std::to_string(classes - 1) + ".");
    Dataset data;
    data.id = id;
    data.title = picture.filename().string();
    data.classNames = digitNames();
    return {fileKey(picture) + std::to_string(label),
        [data, picture, label] { return readOnePicture(data, picture, label); }};
}

/// "a:b" at the colon that leaves an existing file on its left; paths may hold colons themselves.
std::optional<std::pair<fs::path, fs::path>> splitPair(const std::string& source)
{
    std::error_code ignored;
    for (std::size_t colon = source.find(':'); colon != std::string::npos;
         colon = source.find(':', colon + 1))
        if (fs::exists(source.substr(0, colon), ignored))
            return std::pair<fs::path, fs::path>(source.substr(0, colon), source.substr(colon + 1));
    return std::nullopt;
}

[[noreturn]] void failUnknown(const std::string& source)
{
    std::error_code failure;
    static_cast<void>(fs::status(source, failure));
    if (failure == std::errc::permission_denied)
        throw Error(
            ErrorCode::NotReadable, source + " could not be read: " + systemReason(failure.value()) + ".");
    std::string names = "sample";
    for (const KnownDataset& known : knownDatasets())
        names += ", " + known.id;
    throw Error(ErrorCode::NotFound,
        "There is no data set, file or folder \"" + source + "\". The names are " + names
            + "; images and labels are written images.npy:labels.npy.");
}

void refusePart(const ParsedSpec& spec)
{
    if (!spec.part.empty())
        throw Error(ErrorCode::BadParameter,
            spec.source + " has no training and test parts. Leave out \":" + spec.part + "\".");
}

std::string keyOf(const std::vector<PictureClass>& classes)
{
    std::string key;
    for (const PictureClass& each : classes)
        for (const fs::path& picture : each.pictures)
            key += fileKey(picture);
    return key;
}

DatasetSource folderSource(const ParsedSpec& spec, const std::string& part)
{
    const fs::path folder = spec.source;
    Dataset names;
    names.id = spec.source;
    names.title = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
    if (const std::optional<PartFiles> files = partIn(folder, part)) {
        names.part = part;
        names.classNames = digitNames();
        return idxSource(names, *files);
    }
    const fs::path pictures = picturePart(folder, part);
    if (pictures.empty())
        throw Error(ErrorCode::NotFound,
            spec.source
                + " is a folder with neither IDX files of the names that MNIST has "
                  "(train-images-idx3-ubyte, ...) nor subfolders of pictures, one for "
                  "each class. Choose another folder.");
    if (pictures == folder)
        refusePart(spec);
    else
        names.part = part;
    const std::vector<PictureClass> classes = pictureClasses(pictures);
    return {keyOf(classes), [names, classes] { return readPictures(names, classes); }};
}

} // namespace

DatasetSource findSource(const ParsedSpec& spec, const std::string& defaultPart)
{
    const std::string part = spec.part.empty() ? defaultPart : spec.part;
    if (spec.source == "sample")
        return {"sample:" + part, [part] { return loadSample(part); }};
    if (const KnownDataset* known = findKnownDataset(spec.source))
        return namedSource(*known, part);
    std::error_code ignored;
    if (fs::is_directory(spec.source, ignored))
        return folderSource(spec, part);
    if (fs::exists(spec.source, ignored)) {
        refusePart(spec);
        return filesSource(spec.source, spec.source, {});
    }
    const auto pair = splitPair(spec.source);
    if (!pair)
        failUnknown(spec.source);
    refusePart(spec);
    if (const std::optional<int> label = labelNumber(pair->second);
        label && kindOf(pair->first) == FileKind::Picture)
        return pictureSource(spec.source, pair->first, *label);
    return filesSource(spec.source, pair->first, pair->second);
}

} // namespace epsilonlab
