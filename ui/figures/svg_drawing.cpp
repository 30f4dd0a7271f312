// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/svg_drawing.h"

#include "figures/paper.h"

#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

/// "matrix(1,0,0,1,16,16)", the one form that QSvgGenerator writes.
QTransform transformOf(QStringView attribute)
{
    if (!attribute.startsWith(u"matrix(") || !attribute.endsWith(u')'))
        return {};
    const QList<QStringView> parts = attribute.mid(7).chopped(1).split(u',');
    if (parts.size() != 6)
        return {};
    double m[6];
    for (int i = 0; i < 6; ++i)
        m[i] = parts[i].toDouble();
    return {m[0], m[1], m[2], m[3], m[4], m[5]};
}

QFont fontOf(const QXmlStreamAttributes& attributes)
{
    QFont font = paper::font(std::max(1, attributes.value(QLatin1String("font-size")).toInt()));
    font.setFamily(attributes.value(QLatin1String("font-family")).toString().section(',', 0, 0).trimmed());
    font.setWeight(static_cast<QFont::Weight>(
        std::clamp(attributes.value(QLatin1String("font-weight")).toInt(), 1, 1000)));
    font.setItalic(attributes.value(QLatin1String("font-style")) == QLatin1String("italic"));
    return font;
}

} // namespace

SvgDrawing::SvgDrawing(const QByteArray& svg)
    : m_rest(std::make_shared<QSvgRenderer>(takeWords(svg)))
{
}

QByteArray SvgDrawing::takeWords(const QByteArray& svg)
{
    QByteArray rest;
    QXmlStreamReader reader(svg);
    QXmlStreamWriter writer(&rest);
    std::vector<QTransform> places{{}};
    while (!reader.atEnd()) {
        reader.readNext();
        const QXmlStreamAttributes attributes = reader.attributes();
        if (reader.isStartElement() && reader.name() == QLatin1String("text")) {
            QColor colour(attributes.value(QLatin1String("fill")).toString());
            colour.setAlphaF(attributes.value(QLatin1String("fill-opacity")).toFloat());
            const QPointF at(attributes.value(QLatin1String("x")).toDouble(),
                attributes.value(QLatin1String("y")).toDouble());
            m_words.push_back({places.back(), at, colour, fontOf(attributes),
                reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed()});
            continue;
        }
        if (reader.isStartElement())
            places.push_back(transformOf(attributes.value(QLatin1String("transform"))) * places.back());
        else if (reader.isEndElement())
            places.pop_back();
        if (reader.tokenType() != QXmlStreamReader::Invalid)
            writer.writeCurrentToken(reader);
    }
    return reader.hasError() ? QByteArray() : rest;
}

bool SvgDrawing::isValid() const
{
    return m_rest->isValid() && !m_rest->viewBoxF().isEmpty();
}

QSizeF SvgDrawing::size() const
{
    return m_rest->viewBoxF().size();
}

void SvgDrawing::draw(QPainter& painter) const
{
    m_rest->render(&painter, QRectF({0.0, 0.0}, size()));
    for (const Word& word : m_words) {
        painter.save();
        painter.setTransform(word.place, true);
        painter.setFont(word.font);
        painter.setPen(word.colour);
        painter.drawText(word.at, word.text);
        painter.restore();
    }
}

} // namespace epsilonlab::ui
