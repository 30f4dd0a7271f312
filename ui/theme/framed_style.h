// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace epsilonlab::ui::theme {

/// Fusion, with the edges of fields, buttons and boxes in the theme's own border colour. Fusion darkens the
/// window's colour for them, which leaves nothing to be seen on black.
class FramedStyle : public QProxyStyle
{
    Q_OBJECT

public:
    explicit FramedStyle(QStyle* fusion)
        : QProxyStyle(fusion)
    {
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
};

} // namespace epsilonlab::ui::theme
