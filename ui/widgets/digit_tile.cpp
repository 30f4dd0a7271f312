// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/digit_tile.h"

#include "theme/theme.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr double kLine = 2.0;

QPen pen(const QColor& color, Qt::PenStyle style)
{
    QPen made(color, kLine, style, Qt::FlatCap, Qt::MiterJoin);
    return made;
}

} // namespace

DigitTile::DigitTile(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void DigitTile::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

void DigitTile::setBlink(const QImage& picture)
{
    m_blink = picture;
    update();
}

void DigitTile::setFrame(Frame frame)
{
    if (frame == m_frame)
        return;
    m_frame = frame;
    update();
}

void DigitTile::setFactor(int factor)
{
    m_factor = std::max(1, factor);
    update();
}

void DigitTile::setCursorPixel(QPoint pixel)
{
    if (pixel == m_cursor)
        return;
    m_cursor = pixel;
    update();
}

void DigitTile::setSpokenValue(const QString& sentence)
{
    if (sentence == accessibleDescription())
        return;
    setAccessibleDescription(sentence);
}

int DigitTile::cellPixels() const
{
    return std::max(1, static_cast<int>(std::floor(m_factor * devicePixelRatioF() + 1e-6)));
}

QRectF DigitTile::pictureRect() const
{
    const double ratio = devicePixelRatioF();
    const double side = cellPixels() * kImageSide / ratio;
    // Rounded in device pixels, so that a scale factor of 1.25 does not smear the first row.
    const double room = sideOf(m_factor);
    const double left = std::round((room - side) / 2.0 * ratio) / ratio;
    return {left, left, side, side};
}

void DigitTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const QRectF inner = pictureRect();
    const QImage& shown = m_blink.isNull() ? m_picture : m_blink;
    if (shown.isNull())
        painter.fillRect(inner, theme::palette().panel);
    else
        painter.drawImage(inner, shown);
    paintFrame(painter, inner);
    if (m_cursor.x() >= 0)
        paintCursor(painter, inner);
    painter.end();
    Q_EMIT painted();
}

void DigitTile::paintFrame(QPainter& painter, const QRectF& inner) const
{
    const theme::Palette& p = theme::palette();
    const QRectF near = inner.adjusted(-1, -1, 1, 1);
    const QRectF far = inner.adjusted(-5, -5, 5, 5);
    painter.setBrush(Qt::NoBrush);
    switch (m_blink.isNull() ? m_frame : Frame::Plain) {
    case Frame::Plain:
        painter.setPen(QPen(p.border, 1.0, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawRect(inner.adjusted(-0.5, -0.5, 0.5, 0.5));
        break;
    case Frame::Held:
        painter.setPen(pen(p.truth, Qt::SolidLine));
        painter.drawRect(near);
        break;
    case Frame::Fooled:
        painter.setPen(pen(p.adversarial, Qt::SolidLine));
        painter.drawRect(near);
        painter.drawRect(far);
        paintFlag(painter, far, QStringLiteral("\u2717"), p.adversarial);
        break;
    case Frame::Missed:
        painter.setPen(pen(p.truth, Qt::DotLine));
        painter.drawRect(near);
        break;
    case Frame::Wrong:
        painter.setPen(pen(p.warning, Qt::DashLine));
        painter.drawRect(near);
        paintFlag(painter, far, QStringLiteral("!"), p.warning);
        break;
    }
}

void DigitTile::paintFlag(
    QPainter& painter, const QRectF& outer, const QString& sign, const QColor& color) const
{
    // Outside the picture: every image pixel stays visible.
    const QRectF flag(outer.right() + 1, outer.top() - 1, kFlag - 2, kFlag + 2);
    painter.fillRect(flag, color);
    painter.setPen(theme::palette().onRole);
    QFont font = theme::font(theme::TextRole::Title);
    font.setPixelSize(std::min(kFlag - 4, QFontInfo(font).pixelSize())); // it does not grow with the letters
    painter.setFont(font);
    painter.drawText(flag, Qt::AlignCenter, sign);
}

void DigitTile::paintCursor(QPainter& painter, const QRectF& inner) const
{
    const double cell = inner.width() / kImageSide;
    const QRectF box(inner.left() + m_cursor.x() * cell, inner.top() + m_cursor.y() * cell, cell, cell);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 1.0));
    painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.setPen(QPen(Qt::black, 1.0));
    painter.drawRect(box.adjusted(-1.5, -1.5, 1.5, 1.5));
}

void DigitTile::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF inner = pictureRect();
    const double cell = inner.width() / kImageSide;
    const QPoint pixel(static_cast<int>(std::floor((event->position().x() - inner.left()) / cell)),
        static_cast<int>(std::floor((event->position().y() - inner.top()) / cell)));
    const bool isInside = QRect(0, 0, kImageSide, kImageSide).contains(pixel);
    Q_EMIT hovered(isInside ? pixel : QPoint(-1, -1));
}

void DigitTile::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
    else
        QWidget::mouseReleaseEvent(event);
}

void DigitTile::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    Q_EMIT hovered({-1, -1});
}

} // namespace epsilonlab::ui
