// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the built-in sample (resources/sample) from the full MNIST: 600 training and 100 test digits of each
// class.
//
//   cmake --build --preset release --target make_sample && build/release/core/make_sample resources/sample
//
// The same files come out on every machine: the generator is fixed by the standard, and so is the order.
#include "api/error.h"
#include "api/image.h"
#include "data/dataset.h"
#include "data/file_io.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using epsilonlab::Dataset;

constexpr std::size_t kClasses = 10;
constexpr std::uint64_t kSeed = 20240607;

/// The window opens on this position of the test part, so a digit that everybody reads at once stands there.
constexpr std::size_t kOpeningPosition = 17;
constexpr std::size_t kOpeningClass = 7;

/// std::shuffle and the distributions differ between standard libraries, this does not.
template <class Value> void shuffle(std::vector<Value>& values, std::mt19937_64& rng)
{
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[rng() % i]);
}

/// Indices in rounds of one digit of each class, so that any ten-fold prefix is even too.
std::vector<std::size_t> evenChoice(const Dataset& data, std::size_t perClass, std::mt19937_64& rng)
{
    std::array<std::vector<std::size_t>, kClasses> byClass;
    for (std::size_t i = 0; i < data.labels.size(); ++i)
        byClass.at(data.labels[i]).push_back(i);
    for (std::vector<std::size_t>& indices : byClass)
        shuffle(indices, rng);
    std::vector<std::size_t> chosen;
    for (std::size_t round = 0; round < perClass; ++round) {
        std::vector<std::size_t> classes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        shuffle(classes, rng);
        for (const std::size_t each : classes)
            chosen.push_back(byClass.at(each).at(round));
    }
    return chosen;
}

void putOpeningDigit(std::vector<std::size_t>& chosen, const Dataset& data)
{
    const auto round = chosen.begin() + kOpeningPosition / kClasses * kClasses;
    const auto found = std::find_if(
        round, round + kClasses, [&data](std::size_t index) { return data.labels[index] == kOpeningClass; });
    std::iter_swap(found, chosen.begin() + kOpeningPosition);
}

std::string bigEndian(std::size_t value)
{
    std::string bytes;
    for (const int shift : {24, 16, 8, 0})
        bytes += static_cast<char>((value >> shift) & 0xffU);
    return bytes;
}

/// gzip without name and time, so that the same digits give the same file.
std::string packed(const std::string& bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw epsilonlab::Error(epsilonlab::ErrorCode::OutOfMemory, "zlib could not be started.");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

void writePart(const std::filesystem::path& folder, const std::string& prefix, const Dataset& data,
    const std::vector<std::size_t>& chosen)
{
    const std::string side = bigEndian(epsilonlab::kImageSide);
    std::string images = bigEndian(0x803) + bigEndian(chosen.size()) + side + side;
    std::string labels = bigEndian(0x801) + bigEndian(chosen.size());
    for (const std::size_t index : chosen) {
        const auto* first
            = reinterpret_cast<const char*>(data.bytes.data()) + index * epsilonlab::kImagePixels;
        images.append(first, epsilonlab::kImagePixels);
        labels += static_cast<char>(data.labels[index]);
    }
    epsilonlab::writeFileAtomically(folder / (prefix + "-images-idx3-ubyte.gz"), packed(images));
    epsilonlab::writeFileAtomically(folder / (prefix + "-labels-idx1-ubyte.gz"), packed(labels));
}

void makeSample(const std::filesystem::path& folder)
{
    epsilonlab::makeFolder(folder);
    std::mt19937_64 rng(kSeed);
    const auto train = epsilonlab::openDataset({"mnist:train"}).data;
    const auto test = epsilonlab::openDataset({"mnist:test"}).data;
    writePart(folder, "train", *train, evenChoice(*train, 600, rng));
    std::vector<std::size_t> chosen = evenChoice(*test, 100, rng);
    putOpeningDigit(chosen, *test);
    writePart(folder, "t10k", *test, chosen);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_sample FOLDER\n");
        return 2;
    }
    try {
        makeSample(argv[1]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
