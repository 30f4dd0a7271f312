// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/framed_style.h"

#include "theme/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace epsilonlab::ui::theme {

namespace {

constexpr double kRadius = 2.0; // as Fusion's own
constexpr double kMark = 3.0; // as the line under the chosen tab

void drawFrame(const QStyleOption& option, QPainter& painter)
{
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool hasFocus = isEnabled && (option.state & QStyle::State_HasFocus);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(isEnabled ? 1.0 : 0.5);
    painter.setPen(hasFocus ? palette().focus : palette().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.restore();
}

/// What is switched on is marked as the chosen tab is; a darker ground alone is hard to see on a dark one.
void drawMark(const QStyleOption& option, QPainter& painter)
{
    const QRectF inside = QRectF(option.rect).adjusted(1.0, 1.0, -1.0, -1.0);
    painter.fillRect(QRectF(inside.left(), inside.bottom() - kMark, inside.width(), kMark), palette().focus);
}

bool isSwitchedOn(QStyle::PrimitiveElement element, const QStyleOption& option)
{
    return (element == QStyle::PE_PanelButtonCommand || element == QStyle::PE_PanelButtonTool)
        && (option.state & QStyle::State_On) && (option.state & QStyle::State_Enabled);
}

bool hasEdge(QStyle::PrimitiveElement element, const QStyleOption& option)
{
    switch (element) {
    case QStyle::PE_FrameLineEdit:
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_PanelButtonCommand: return true;
    case QStyle::PE_PanelButtonTool: // flat ones have an edge only under the mouse
        return !(option.state & QStyle::State_AutoRaise)
            || (option.state & (QStyle::State_Raised | QStyle::State_Sunken | QStyle::State_On));
    default: return false;
    }
}

} // namespace

void FramedStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (m_hasOwnEdges && hasEdge(element, *option))
        drawFrame(*option, *painter);
    if (isSwitchedOn(element, *option))
        drawMark(*option, *painter);
}

void FramedStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (!m_hasOwnEdges)
        return;
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (control == CC_ComboBox || (control == CC_SpinBox && spin != nullptr && spin->frame))
        drawFrame(*option, *painter);
}

} // namespace epsilonlab::ui::theme
