// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/colour_legend.h"

#include "client/image_conversion.h"
#include "theme/theme.h"
#include "widgets/number_text.h"

#include <QMouseEvent>
#include <QPainter>

namespace epsilonlab::ui {

namespace {

constexpr int kLeastBar = 32; // below it no colour is told from the next

} // namespace

ColourLegend::ColourLegend(QWidget* parent)
    : QWidget(parent)
{
    setCursor(Qt::PointingHandCursor);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void ColourLegend::setLimit(double limit)
{
    if (limit == m_limit)
        return;
    m_limit = limit;
    setAccessibleDescription(tr("Blue is -%1, grey is 0, orange is +%1").arg(text::distance(limit)));
    update();
}

void ColourLegend::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void ColourLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(theme::font(theme::TextRole::Small));
    painter.setPen(theme::palette().dimText);
    const QString low = QStringLiteral("\u2212") + text::distance(m_limit);
    const QString high = QStringLiteral("+") + text::distance(m_limit);
    int textWidth = painter.fontMetrics().horizontalAdvance(high) + 4;
    QRect bar(textWidth + 2, height() / 2 - 4, width() - 2 * textWidth - 4, 8);
    if (bar.width() < kLeastBar) { // one number for both ends
        const QString both = QStringLiteral("\u00B1") + text::distance(m_limit);
        textWidth = painter.fontMetrics().horizontalAdvance(both) + 4;
        bar = QRect(0, height() / 2 - 4, width() - textWidth - 4, 8);
        painter.drawText(
            QRect(width() - textWidth, 0, textWidth, height()), Qt::AlignRight | Qt::AlignVCenter, both);
    } else {
        painter.drawText(QRect(0, 0, textWidth, height()), Qt::AlignLeft | Qt::AlignVCenter, low);
        painter.drawText(
            QRect(width() - textWidth, 0, textWidth, height()), Qt::AlignRight | Qt::AlignVCenter, high);
    }
    for (int x = 0; x < bar.width(); ++x) {
        const double t = bar.width() > 1 ? 2.0 * x / (bar.width() - 1) - 1.0 : 0.0;
        painter.fillRect(bar.left() + x, bar.top(), 1, bar.height(), divergingColor(t));
    }
    painter.fillRect(bar.center().x(), bar.top() - 2, 1, bar.height() + 4, theme::palette().text); // zero
}

} // namespace epsilonlab::ui
