// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QPointF>
#include <QSizeF>
#include <QString>
#include <QTransform>

#include <memory>
#include <vector>

class QPainter;
class QSvgRenderer;

namespace epsilonlab::ui {

/// A drawing of figureSvg() to be drawn again, onto paper or into another file. Qt's renderer turns words
/// into shapes; here it draws all but the words, and these stay words. They were drawn last or stand alone,
/// so nothing is hidden by it.
class SvgDrawing
{
public:
    explicit SvgDrawing(const QByteArray& svg);

    bool isValid() const;
    QSizeF size() const;
    void draw(QPainter& painter) const; ///< at its origin, in its size

private:
    struct Word
    {
        QTransform place;
        QPointF at;
        QColor colour;
        QFont font;
        QString text;
    };

    QByteArray takeWords(const QByteArray& svg); ///< the rest

    std::vector<Word> m_words;
    std::shared_ptr<QSvgRenderer> m_rest; ///< shared by the copies of a figure
};

} // namespace epsilonlab::ui
