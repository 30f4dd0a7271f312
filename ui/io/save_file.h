// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace epsilonlab::ui {

/// Writes a file so that it appears whole or not at all; folders on the way must exist. Throws
/// Error(NotWritable) with the system's reason, also where only the last step (the renaming, a full disk)
/// fails.
void saveFile(const QString& path, const QByteArray& content);

/// The same for a picture, as PNG.
void saveImage(const QString& path, const QImage& image);

} // namespace epsilonlab::ui
