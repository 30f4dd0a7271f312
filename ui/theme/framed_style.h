// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace epsilonlab::ui::theme {

/// Fusion, with a mark on what is switched on and, if wanted, the edges of fields, buttons and boxes in the
/// theme's own border colour. Fusion darkens the window's colour for both, which leaves nothing to be seen on
/// black.
class FramedStyle : public QProxyStyle
{
    Q_OBJECT

public:
    enum class Edges { Fusions, Own };

    FramedStyle(QStyle* fusion, Edges edges)
        : QProxyStyle(fusion)
        , m_hasOwnEdges(edges == Edges::Own)
    {
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;

private:
    bool m_hasOwnEdges;
};

} // namespace epsilonlab::ui::theme
