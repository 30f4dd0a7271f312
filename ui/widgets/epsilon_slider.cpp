// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/epsilon_slider.h"

#include "theme/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>
#include <QSignalBlocker>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr double kGroove = 4.0;
constexpr double kHandle = 9.0; // radius
constexpr int kGrooveY = 13;

} // namespace

EpsilonSlider::EpsilonSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setScale(m_largest, m_fineStep);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void EpsilonSlider::setScale(double largest, double fineStep)
{
    const QSignalBlocker blocker(this);
    m_largest = largest;
    m_fineStep = fineStep;
    setRange(0, static_cast<int>(std::lround(largest / fineStep)));
    setSingleStep(kCoarse);
    setPageStep(kPage);
    update();
}

void EpsilonSlider::setEpsilon(double epsilon)
{
    const QSignalBlocker blocker(this);
    setValue(static_cast<int>(std::lround(epsilon / m_fineStep)));
    update();
}

QSize EpsilonSlider::sizeHint() const
{
    return {360, kGrooveY + 12 + QFontMetrics(theme::font(theme::TextRole::Small)).height()};
}

QSize EpsilonSlider::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

double EpsilonSlider::xOf(double epsilon) const
{
    return kSide + (width() - 2.0 * kSide) * epsilon / m_largest;
}

void EpsilonSlider::paintEvent(QPaintEvent*)
{
    const theme::Palette& p = theme::palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double at = xOf(epsilon());
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.border);
    painter.drawRoundedRect(QRectF(xOf(0), kGrooveY - kGroove / 2, xOf(m_largest) - xOf(0), kGroove), 2, 2);
    painter.setBrush(p.adversarial);
    if (m_hasHandle)
        painter.drawRoundedRect(QRectF(xOf(0), kGrooveY - kGroove / 2, at - xOf(0), kGroove), 2, 2);
    painter.setFont(theme::font(theme::TextRole::Small));
    const double tick = m_largest > 10.0 ? 10.0 : m_largest > 1.0 ? 1.0 : 0.1;
    for (int i = 0; i * tick <= m_largest + 1e-9; ++i) {
        const double x = std::round(xOf(i * tick)) + 0.5;
        painter.setPen(QPen(p.dimText, 1.0));
        painter.drawLine(QPointF(x, kGrooveY + 6), QPointF(x, kGrooveY + 10));
        const QString number = i == 0 ? QStringLiteral("0") : QLocale().toString(i * tick, 'g', 3);
        const double half = painter.fontMetrics().horizontalAdvance(number) / 2.0 + 1.0;
        const double middle = std::clamp(x, half, std::max(half, width() - half)); // large letters reach over
                                                                                   // the ends
        painter.drawText(QRectF(middle - half, kGrooveY + 10, 2.0 * half, height() - kGrooveY - 10),
            Qt::AlignHCenter | Qt::AlignTop, number);
    }
    if (m_hasHandle)
        paintHandle(painter);
    for (const Mark& mark : m_marks)
        paintMark(painter, mark);
}

void EpsilonSlider::paintHandle(QPainter& painter) const
{
    const theme::Palette& p = theme::palette();
    const QPointF at(xOf(epsilon()), kGrooveY);
    painter.setPen(QPen(hasFocus() ? p.focus : p.background, 2.0));
    painter.setBrush(p.adversarial);
    painter.drawEllipse(at, kHandle, kHandle);
    if (hasFocus()) {
        painter.setPen(QPen(p.background, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, kHandle - 2, kHandle - 2);
    }
}

void EpsilonSlider::paintMark(QPainter& painter, const Mark& mark) const
{
    if (!std::isfinite(mark.distance))
        return;
    constexpr double kHalf = 10.0;
    // Beyond the scale it stands at the end; its number is in the read-out.
    const double x = xOf(std::clamp(mark.distance, 0.0, m_largest));
    const QPolygonF diamond({{x, kGrooveY - kHalf}, {x + kHalf, double(kGrooveY)}, {x, kGrooveY + kHalf},
        {x - kHalf, double(kGrooveY)}});
    painter.setPen(QPen(theme::palette().background, 1.5));
    painter.setBrush(mark.color);
    painter.drawPolygon(diamond);
    QFont letter = theme::font(theme::TextRole::Small);
    letter.setBold(true);
    painter.setFont(letter);
    painter.setPen(theme::palette().onRole);
    painter.drawText(diamond.boundingRect(), Qt::AlignCenter, mark.letter);
}

void EpsilonSlider::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    update();
}

void EpsilonSlider::setHandleShown(bool isShown)
{
    m_hasHandle = isShown;
    setEnabled(isShown);
    update();
}

void EpsilonSlider::moveTo(double x, bool isFine)
{
    const double part = std::clamp((x - kSide) / std::max(1.0, width() - 2.0 * kSide), 0.0, 1.0);
    const int grid = isFine ? 1 : kCoarse;
    const int moved = static_cast<int>(std::lround(part * maximum() / grid)) * grid;
    if (moved == value())
        return;
    setEpsilon(moved * m_fineStep);
    Q_EMIT epsilonMoved(epsilon());
}

void EpsilonSlider::step(int fineSteps)
{
    const int moved = std::clamp(value() + fineSteps, minimum(), maximum());
    if (moved == value())
        return;
    setEpsilon(moved * m_fineStep);
    Q_EMIT epsilonMoved(epsilon());
}

void EpsilonSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    moveTo(event->position().x(), event->modifiers().testFlag(Qt::ControlModifier));
}

void EpsilonSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        moveTo(event->position().x(), event->modifiers().testFlag(Qt::ControlModifier));
}

void EpsilonSlider::mouseReleaseEvent(QMouseEvent* event)
{
    Q_UNUSED(event)
    setSliderDown(false);
}

bool EpsilonSlider::takesKey(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down
        || key == Qt::Key_PageUp || key == Qt::Key_PageDown || key == Qt::Key_Home || key == Qt::Key_End;
}

void EpsilonSlider::keyPressEvent(QKeyEvent* event)
{
    const int plain = event->modifiers().testFlag(Qt::ShiftModifier) ? kShifted : kCoarse;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down: return step(-plain);
    case Qt::Key_Right:
    case Qt::Key_Up: return step(plain);
    case Qt::Key_PageUp: return step(kPage);
    case Qt::Key_PageDown: return step(-kPage);
    case Qt::Key_Home: return step(minimum() - maximum());
    case Qt::Key_End: return step(maximum() - minimum());
    default: QSlider::keyPressEvent(event);
    }
}

void EpsilonSlider::wheelEvent(QWheelEvent* event)
{
    // interface.md, section 5: a wheel over a slider does nothing unless it has the focus.
    if (!hasFocus()) {
        event->ignore();
        return;
    }
    step(event->angleDelta().y() > 0 ? kCoarse : -kCoarse);
    event->accept();
}

} // namespace epsilonlab::ui
