// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/draw_pad.h"

#include "theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr double kGhostOpacity = 0.35;

} // namespace

DrawPad::DrawPad(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("drawPad");
    setAccessibleName(tr("Drawing"));
    setAccessibleDescription(tr("Draw a digit with the left button, erase with the right."));
    setToolTip(accessibleDescription());
    setCursor(Qt::CrossCursor);
    setFixedSize(sizeHint());
}

void DrawPad::setGhost(const QImage& ghost)
{
    m_ghost = ghost;
    update();
}

QPointF DrawPad::at(const QPointF& position) const
{
    return {position.x() * kSide / width(), position.y() * kSide / height()};
}

void DrawPad::mousePressEvent(QMouseEvent* event)
{
    const bool isErasing = event->button() == Qt::RightButton;
    if (!isErasing && event->button() != Qt::LeftButton)
        return;
    m_strokes.push_back({QPolygonF{at(event->position()), at(event->position())}, m_penWidth, isErasing});
    update();
    Q_EMIT changed();
}

void DrawPad::mouseMoveEvent(QMouseEvent* event)
{
    if (m_strokes.empty() || !(event->buttons() & (Qt::LeftButton | Qt::RightButton)))
        return;
    m_strokes.back().points << at(event->position());
    update();
    Q_EMIT changed();
}

void DrawPad::takeOver(const DrawPad& earlier)
{
    m_strokes = earlier.m_strokes;
    m_penWidth = earlier.m_penWidth;
    m_ghost = earlier.m_ghost;
    update();
}

void DrawPad::undoStroke()
{
    if (m_strokes.empty())
        return;
    m_strokes.pop_back();
    if (m_strokes.empty())
        m_ghost = {};
    update();
    Q_EMIT changed();
}

void DrawPad::clear()
{
    m_strokes.clear();
    m_ghost = {};
    update();
    Q_EMIT changed();
}

void DrawPad::draw(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Stroke& stroke : m_strokes) {
        painter.setPen(QPen(stroke.isErasing ? Qt::black : Qt::white, stroke.width, Qt::SolidLine,
            Qt::RoundCap, Qt::RoundJoin));
        if (stroke.points.boundingRect().isNull())
            painter.drawPoint(stroke.points.first()); // a tap: a line of no length would leave nothing
        else
            painter.drawPolyline(stroke.points);
    }
}

QImage DrawPad::picture() const
{
    QImage picture(kSide * kScale, kSide * kScale, QImage::Format_Grayscale8);
    picture.fill(Qt::black);
    QPainter painter(&picture);
    painter.scale(kScale, kScale);
    draw(painter);
    return picture;
}

bool DrawPad::isBlank() const
{
    const QImage shown = picture();
    const uchar* bytes = shown.constBits();
    return std::all_of(bytes, bytes + shown.sizeInBytes(), [](uchar level) { return level == 0; });
}

void DrawPad::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    painter.save();
    painter.scale(static_cast<double>(width()) / kSide, static_cast<double>(height()) / kSide);
    draw(painter);
    painter.restore();
    if (!m_ghost.isNull()) {
        painter.setOpacity(kGhostOpacity);
        painter.setCompositionMode(QPainter::CompositionMode_Screen);
        QImage tinted(m_ghost.size(), QImage::Format_RGB32);
        const QColor ink = theme::palette().adversarial;
        for (int y = 0; y < m_ghost.height(); ++y)
            for (int x = 0; x < m_ghost.width(); ++x) {
                const int level = qGray(m_ghost.pixel(x, y));
                tinted.setPixel(
                    x, y, qRgb(ink.red() * level / 255, ink.green() * level / 255, ink.blue() * level / 255));
            }
        painter.drawImage(rect(), tinted);
    }
}

} // namespace epsilonlab::ui
