// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"

#include <QImage>
#include <QWidget>

namespace epsilonlab::ui {

/// One 28 x 28 picture, enlarged by a whole number of device pixels, nearest neighbour, never anything
/// between. Around it a border that says in shape, not only in colour, what became of it.
class DigitTile : public QWidget
{
    Q_OBJECT

public:
    enum class Frame {
        Plain, ///< 1 px line: nothing to judge
        Held, ///< solid grey: still read right
        Fooled, ///< double line and a flag with a cross
        Missed, ///< dotted: the attack did not get what it wanted
        Wrong ///< dashed, flag with "!": misread from the start
    };

    static constexpr int kMargin = 6; ///< room for the border around the picture
    static constexpr int kFlag = 18; ///< room right of the border for the flag

    explicit DigitTile(QWidget* parent = nullptr);

    /// `picture` is 28 x 28 or null; `values` are what the read-out under the pointer shows.
    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }

    /// Held down instead of the picture: blinking to the clean image. Null ends it.
    void setBlink(const QImage& picture);

    void setFrame(Frame frame);
    Frame frame() const { return m_frame; }

    /// Size of one image pixel in logical pixels; the tile asks for 28 times that plus its border.
    void setFactor(int factor);
    static int sideOf(int factor) { return factor * kImageSide + 2 * kMargin; }

    /// The rectangle of the picture itself, in logical pixels: whole device pixels at any scale factor.
    QRectF pictureRect() const;

    /// The same image pixel is marked in all tiles; (-1, -1) for none.
    void setCursorPixel(QPoint pixel);

    void setSpokenValue(const QString& sentence); ///< what a screen reader says

Q_SIGNALS:
    void hovered(QPoint pixel); ///< (-1, -1): the pointer left
    void painted(); ///< at the end of each paint event
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    int cellPixels() const; ///< device pixels per image pixel
    void paintFrame(QPainter& painter, const QRectF& inner) const;
    void paintFlag(QPainter& painter, const QRectF& outer, const QString& sign, const QColor& color) const;
    void paintCursor(QPainter& painter, const QRectF& inner) const;

    QImage m_picture, m_blink;
    Frame m_frame = Frame::Plain;
    int m_factor = 6;
    QPoint m_cursor{-1, -1};
};

} // namespace epsilonlab::ui
