// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <filesystem>
#include <string>
#include <vector>

namespace epsilonlab {

/// The pictures of one class: a subfolder.
struct PictureClass
{
    std::string name;
    int label = 0;
    std::vector<std::filesystem::path> pictures; ///< sorted by name; hidden files are passed over
};

/// Subfolders of `folder` that hold files, sorted by label; empty where there are none. Digits ("0" to "9")
/// are their own labels and a known data set's class names ("Ankle boot", whatever their case and signs) have
/// its labels; other names are numbered in the order of the alphabet. Throws Error(BadFile) for more than 256
/// classes.
std::vector<PictureClass> pictureClasses(const std::filesystem::path& folder);

/// Where a part lies: folder/train or folder/test where that is there and holds classes, else the folder
/// itself, which has no parts. Empty path: no such part, or no classes at all.
std::filesystem::path picturePart(const std::filesystem::path& folder, const std::string& part);

/// Reads every picture, class by class, and fits it to 28 x 28 (ImageFit::Automatic). Whether the ink of
/// those that have 28 x 28 pixels is dark is decided once for all of them, by the majority among up to 200
/// pictures: a single one may be full of ink. Larger ones have a rim that shows their ground. `data` has its
/// names already. Throws the errors of a picture that cannot be read.
Dataset readPictures(Dataset data, const std::vector<PictureClass>& classes);

/// The same for one picture with a label; -1: nobody knows it.
Dataset readOnePicture(Dataset data, const std::filesystem::path& picture, int label);

} // namespace epsilonlab
