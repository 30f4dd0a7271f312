// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/save_file.h"

#include "api/error.h"
#include "api/faults.h"

#include <QBuffer>
#include <QSaveFile>

#include <cerrno>

namespace epsilonlab::ui {

namespace {

[[noreturn]] void refuse(const QString& path, const QString& reason)
{
    throw Error(ErrorCode::NotWritable,
        "\"" + path.toStdString() + "\" could not be written (" + reason.toStdString()
            + "). Choose another place, or make room, and save again.");
}

} // namespace

void saveFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        refuse(path, file.errorString());
    if (faults::isSimulated(Fault::FullDisk))
        refuse(path, qt_error_string(ENOSPC));
    if (file.write(content) != content.size())
        refuse(path, file.errorString());
    if (!file.commit())
        refuse(path, file.errorString());
}

void saveImage(const QString& path, const QImage& image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (image.isNull() || !image.save(&buffer, "PNG"))
        throw Error(
            ErrorCode::Internal, "The picture could not be turned into PNG. Please report this as a fault.");
    saveFile(path, buffer.data());
}

} // namespace epsilonlab::ui
