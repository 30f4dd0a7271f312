// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QSlider>

#include <vector>

namespace epsilonlab::ui {

/// The slider of epsilon: a scale with numbers, a handle large enough for a finger. Its positions are fine
/// steps (0.001 in L-infinity, 0.01 in L2); dragging keeps to every fifth unless Ctrl is held.
class EpsilonSlider : public QSlider
{
    Q_OBJECT

public:
    static constexpr int kSide = 14; ///< left and right of the scale: room for half a handle and half a
                                     ///< number

    explicit EpsilonSlider(QWidget* parent = nullptr);

    void setScale(double largest, double fineStep);
    double epsilon() const { return value() * m_fineStep; }
    void setEpsilon(double epsilon); ///< no signal
    static bool takesKey(int key);

    /// A distance that an attack found: a diamond with the network's letter.
    struct Mark
    {
        double distance = 0.0; ///< not finite: none was found
        QString letter;
        QColor color;
    };
    void setMarks(std::vector<Mark> marks);
    const std::vector<Mark>& marks() const { return m_marks; }

    /// Without a handle it only shows: nothing is chosen with it.
    void setHandleShown(bool isShown);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void epsilonMoved(double epsilon); ///< by a person

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    double xOf(double epsilon) const;
    void paintHandle(QPainter& painter) const;
    void paintMark(QPainter& painter, const Mark& mark) const;
    void moveTo(double x, bool isFine);
    void step(int fineSteps);

    static constexpr int kCoarse = 5; ///< fine steps of an arrow key: 0.005
    static constexpr int kShifted = 50; ///< with Shift: 0.05
    static constexpr int kPage = 100; ///< Page Up and Down: 0.1

    double m_fineStep = 0.001;
    double m_largest = 0.5;
    std::vector<Mark> m_marks;
    bool m_hasHandle = true;
};

} // namespace epsilonlab::ui
