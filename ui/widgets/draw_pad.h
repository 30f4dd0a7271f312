// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPolygonF>
#include <QWidget>

#include <vector>

namespace epsilonlab::ui {

/// A black square to draw a digit on, in light ink: left button draws, right button erases. Lengths are in
/// pixels of the 28 x 28 picture that comes of it, whatever the size on the screen.
class DrawPad : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kSide = 28;
    static constexpr int kScale = 10; ///< of picture(), so that what is drawn is scaled down with soft edges

    static constexpr int kPixel = 9; ///< on the screen

    explicit DrawPad(QWidget* parent = nullptr);

    void setPenWidth(double width) { m_penWidth = width; } ///< 1 to 4
    void setGhost(const QImage& ghost); ///< what the networks get, 28 x 28, shown faintly over the drawing;
                                        ///< null: none

    void takeOver(const DrawPad& earlier); ///< its drawing; nothing has changed by that

    bool hasGhost() const { return !m_ghost.isNull(); }
    bool isEmpty() const { return m_strokes.empty(); }
    bool isBlank() const; ///< also if all of it is erased
    QImage picture() const; ///< 280 x 280, grey

    QSize sizeHint() const override { return {kSide * kPixel, kSide * kPixel}; }

public Q_SLOTS:
    void undoStroke();
    void clear();

Q_SIGNALS:
    void changed(); ///< also while a stroke is being drawn

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Stroke
    {
        QPolygonF points;
        double width = 2.0;
        bool isErasing = false;
    };

    QPointF at(const QPointF& position) const;
    void draw(QPainter& painter) const;

    std::vector<Stroke> m_strokes;
    double m_penWidth = 2.0;
    QImage m_ghost;
};

} // namespace epsilonlab::ui
