// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/probability_bars.h"

#include "theme/theme.h"
#include "widgets/number_text.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr int kClasses = 10;
constexpr int kMark = 16;      // column of the triangle and the ring
constexpr int kGap = 6;
constexpr double kLeastRow = 13.0;
constexpr double kTallestRow = 26.0;

} // namespace

ProbabilityBars::ProbabilityBars(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setClassNames({});
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void ProbabilityBars::setContent(Content content)
{
    m_content = std::move(content);
    update();
}

void ProbabilityBars::setClassNames(const QStringList& names)
{
    m_names = names;
    const QFontMetrics metrics(theme::font(theme::TextRole::Title));
    m_titleWidth = metrics.horizontalAdvance(QStringLiteral("0"));
    for (int row = 0; row < kClasses; ++row)
        m_titleWidth = std::max(m_titleWidth, metrics.horizontalAdvance(titleOf(row)));
    update();
}

QSize ProbabilityBars::minimumSizeHint() const
{
    return {200, static_cast<int>(kLeastRow * kClasses)};
}

int ProbabilityBars::rowCount() const
{
    return std::max(kClasses, static_cast<int>(m_content.adversarial.size()));
}

double ProbabilityBars::rowHeight() const
{
    return std::min(kTallestRow, static_cast<double>(height()) / rowCount());
}

int ProbabilityBars::rowAt(double y) const
{
    const int row = static_cast<int>(std::floor(y / rowHeight()));
    return row >= 0 && row < rowCount() ? row : -1;
}

QString ProbabilityBars::titleOf(int row) const
{
    return row < m_names.size() ? m_names[row] : QString::number(row);
}

void ProbabilityBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int row = 0; row < rowCount(); ++row)
        paintRow(painter, row);
}

void ProbabilityBars::paintRow(QPainter& painter, int row) const
{
    const theme::Palette& p = theme::palette();
    const double top = row * rowHeight(), high = rowHeight();
    const QRectF line(0, top, width(), high);
    if (row == m_hovered)
        painter.fillRect(line, p.panel);
    const bool isRead = row == m_content.predicted;
    painter.setFont(theme::font(isRead ? theme::TextRole::Title : theme::TextRole::Small));
    const int valueWidth = QFontMetrics(theme::font(theme::TextRole::Title)).horizontalAdvance(QStringLiteral(">99.9 %"));
    const QRectF mark(0, top, kMark, high);
    const QRectF title(kMark, top, m_titleWidth, high);
    const QRectF value(width() - valueWidth - 2, top, valueWidth, high);
    painter.setPen(p.text);
    painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter, titleOf(row));
    if (row == m_content.trueClass || row == m_content.target) {
        painter.setPen(row == m_content.target ? p.target : p.truth);
        painter.drawText(mark, Qt::AlignCenter,
            row == m_content.target ? QStringLiteral("\u25CE") : QStringLiteral("\u25B8"));
    }
    const auto index = static_cast<std::size_t>(row);
    if (index >= m_content.adversarial.size() || index >= m_content.clean.size())
        return;
    const double left = title.right() + kGap, room = value.left() - kGap - left;
    const double thin = std::max(3.0, std::floor(high * 0.24)), thick = std::max(5.0, std::floor(high * 0.40));
    const double first = std::round(top + (high - thin - thick - 1.0) / 2.0);
    const double cleanWidth = std::round(room * static_cast<double>(m_content.clean[index]));
    const double adversarialWidth = std::round(room * static_cast<double>(m_content.adversarial[index]));
    painter.fillRect(QRectF(left, first, 1.0, thin + thick + 1.0), p.border);
    if (cleanWidth >= 1.0) {
        painter.setPen(QPen(p.clean, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(left + 0.5, first + 0.5, std::max(1.0, cleanWidth - 1.0), thin - 1.0));
    }
    painter.fillRect(QRectF(left, first + thin + 1.0, adversarialWidth, thick), p.adversarial);
    painter.setPen(isRead ? p.text : p.dimText);
    painter.drawText(value, Qt::AlignRight | Qt::AlignVCenter,
        text::probability(static_cast<double>(m_content.adversarial[index])));
}

void ProbabilityBars::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().y());
    if (event->button() == Qt::LeftButton && row >= 0)
        Q_EMIT classClicked(row);
}

void ProbabilityBars::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(rowAt(event->position().y()));
}

void ProbabilityBars::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    setHovered(-1);
}

void ProbabilityBars::setHovered(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
}

} // namespace epsilonlab::ui
