// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/figure.h"

#include "api/error.h"
#include "io/save_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace epsilonlab::ui {

namespace {

constexpr double kPointsOfPixel = 72.0 / 96.0;
constexpr int kPdfDpi = 1200; // only the grain of coordinates: everything is vectors

/// Qt writes the one family it drew with; a reader without that font needs others to fall back on.
QByteArray withFontFallbacks(QByteArray svg)
{
    return svg.replace("font-family=\"DejaVu Sans\"", "font-family=\"DejaVu Sans, Verdana, Helvetica, Arial, sans-serif\"");
}

void requireContent(const Figure& figure)
{
    if (!figure.draw || figure.size.isEmpty())
        throw Error(ErrorCode::Internal,
            "The figure \"" + figure.id.toStdString() + "\" has nothing to show. Please report this as a fault.");
}

void drawWithHints(const Figure& figure, QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.setRenderHint(QPainter::LosslessImageRendering); // otherwise PDF stores digits as JPEG
    figure.draw(painter);
}

} // namespace

QByteArray figureSvg(const Figure& figure)
{
    requireContent(figure);
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(figure.size.toSize());
    generator.setViewBox(QRectF({0.0, 0.0}, figure.size));
    generator.setTitle(figure.title);
    generator.setDescription(figure.caption);
    QPainter painter(&generator);
    drawWithHints(figure, painter);
    painter.end();
    return withFontFallbacks(buffer.data());
}

QByteArray figurePdf(const Figure& figure)
{
    requireContent(figure);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfDpi);
    writer.setTitle(figure.title);
    writer.setPageSize(QPageSize(figure.size * kPointsOfPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.scale(kPdfDpi / 96.0, kPdfDpi / 96.0);
    drawWithHints(figure, painter);
    painter.end();
    return buffer.data();
}

QImage figureImage(const Figure& figure, double scale)
{
    requireContent(figure);
    QImage image((figure.size * scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    drawWithHints(figure, painter);
    painter.end();
    image.setText("Description", figure.caption);
    return image;
}

void writeFigure(const Figure& figure, const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == "svg")
        saveFile(path, figureSvg(figure));
    else if (ending == "pdf")
        saveFile(path, figurePdf(figure));
    else if (ending == "png")
        saveImage(path, figureImage(figure));
    else
        throw Error(ErrorCode::BadParameter,
            "\"" + path.toStdString() + "\" has no ending that says which kind of figure to write; use .svg, .pdf or .png.");
}

} // namespace epsilonlab::ui
