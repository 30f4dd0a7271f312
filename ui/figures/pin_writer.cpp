// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/pin_writer.h"

#include "api/error.h"
#include "figures/figure_format.h"
#include "figures/pinned.h"
#include "io/save_file.h"

#include <system_error>

namespace epsilonlab::ui {

namespace {

FigureFormat formatOf(const std::string& ending)
{
    for (const FigureFormat format : {FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::LargePng})
        if (endingOf(format).toStdString() == ending)
            return format;
    throw Error(ErrorCode::BadParameter, "\"" + ending + "\" is no kind of figure; use svg, pdf or png.");
}

} // namespace

std::size_t writePinned(
    const Session& session, const std::filesystem::path& folder, const std::string& ending)
{
    const FigureFormat format = formatOf(ending);
    if (session.figures.empty())
        throw Error(ErrorCode::BadParameter,
            "The session has no pinned figures. Pin some in the window (P), save the session, and give it here.");
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        throw Error(ErrorCode::NotWritable,
            folder.string() + " could not be made (" + failure.message() + "). Choose another folder.");
    int number = 0;
    for (const PinnedFigure& pin : session.figures) {
        const Figure figure = withCaption(figureOf(pin));
        const QString name = QStringLiteral("%1-%2.%3")
                                 .arg(++number, 2, 10, QLatin1Char('0'))
                                 .arg(QString::fromStdString(pin.id).section('/', -1), endingOf(format));
        saveFile(QString::fromStdString((folder / name.toStdString()).string()), figureFile(figure, format));
    }
    return session.figures.size();
}

} // namespace epsilonlab::ui
