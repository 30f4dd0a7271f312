// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/figure.h"

#include "api/error.h"
#include "figures/paper.h"
#include "io/carried_session.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr double kPointsOfPixel = 72.0 / 96.0;
constexpr int kPdfDpi = 1200; // only the grain of coordinates: everything is vectors

/// Qt writes the one family it drew with; a reader without that font needs others to fall back on.
QByteArray withFontFallbacks(QByteArray svg)
{
    return svg.replace(
        "font-family=\"DejaVu Sans\"", "font-family=\"DejaVu Sans, Verdana, Helvetica, Arial, sans-serif\"");
}

void requireContent(const Figure& figure)
{
    if (!figure.draw || figure.size.isEmpty())
        throw Error(ErrorCode::Internal,
            "The figure \"" + figure.id.toStdString()
                + "\" has nothing to show. Please report this as a fault.");
}

void drawWithHints(const Figure& figure, QPainter& painter)
{
    const paper::ColoursOf colours(figure.theme);
    if (figure.theme != theme::Theme::Light)
        painter.fillRect(QRectF({0.0, 0.0}, figure.size), paper::ground());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.setRenderHint(QPainter::LosslessImageRendering); // otherwise PDF stores digits as JPEG
    figure.draw(painter);
}

CarriedText textOf(const Figure& figure)
{
    return {figure.title, figure.caption, figure.session};
}

} // namespace

Figure withCaption(const Figure& figure)
{
    constexpr double kMargin = 16.0, kGap = 10.0;
    const QFont font = paper::font(11);
    const QRectF room(0.0, 0.0, figure.size.width(), 10000.0);
    const double height
        = std::ceil(QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, figure.caption).height());
    Figure whole = figure;
    whole.size = {figure.size.width() + 2.0 * kMargin, figure.size.height() + kGap + height + 2.0 * kMargin};
    whole.draw = [figure, font, height](QPainter& painter) {
        painter.translate(kMargin, kMargin);
        painter.save();
        figure.draw(painter);
        painter.restore();
        const QRectF below(0.0, figure.size.height() + kGap, figure.size.width(), height + 2.0);
        paper::drawText(painter, below, Qt::AlignLeft | Qt::TextWordWrap, figure.caption, font, paper::ink());
    };
    return whole;
}

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
    return withSvgMetadata(withFontFallbacks(buffer.data()), textOf(figure));
}

QByteArray figurePdf(const Figure& figure)
{
    requireContent(figure);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfDpi);
    writer.setTitle(figure.title);
    writer.setCreator(QStringLiteral("EpsilonLab"));
    if (!figure.session.isEmpty())
        writer.setDocumentXmpMetadata(xmpPacket(textOf(figure)));
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
    const int dots = static_cast<int>(std::lround(96.0 * scale / 0.0254)); // to the metre
    image.setDotsPerMeterX(dots);
    image.setDotsPerMeterY(dots);
    image.setText("Title", figure.title);
    image.setText("Description", figure.caption);
    if (!figure.session.isEmpty())
        image.setText(kSessionTextKey, QString::fromUtf8(figure.session));
    return image;
}

QByteArray figurePng(const Figure& figure, double scale)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!figureImage(figure, scale).save(&buffer, "PNG"))
        throw Error(ErrorCode::OutOfMemory,
            "The figure could not be turned into PNG: there is too little memory. Save it smaller, or as SVG.");
    return buffer.data();
}

} // namespace epsilonlab::ui
