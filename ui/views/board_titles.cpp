// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/board_titles.h"

#include "theme/theme.h"
#include "widgets/digit_tile.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kLeastHeight = 24;

} // namespace

int BoardTitles::height()
{
    return std::max(kLeastHeight, QFontMetrics(theme::font(theme::TextRole::Title)).height() + 8);
}

void BoardTitles::paint(QPainter& painter, const Columns& columns) const
{
    painter.setFont(theme::font(theme::TextRole::Title));
    painter.setPen(theme::palette().text);
    paintTitles(painter, columns);
    paintSample(painter, columns);
    paintNote(painter, columns);
    paintKey(painter, columns);
}

void BoardTitles::paintTitles(QPainter& painter, const Columns& columns) const
{
    const auto title = [&painter](int left, int right, QString words, const QString& shorter = {}) {
        const QRect room(left + DigitTile::kMargin, 0, right - left - 4, height() - 4);
        const bool isLong = painter.fontMetrics().horizontalAdvance(words) > room.width();
        painter.setFont(theme::font(isLong ? theme::TextRole::Small : theme::TextRole::Title));
        if (!shorter.isEmpty() && painter.fontMetrics().horizontalAdvance(words) > room.width())
            words = shorter;
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(words, Qt::ElideRight, room.width()));
        painter.setFont(theme::font(theme::TextRole::Title));
    };
    title(0, columns.change, tr("Clean"));
    title(columns.change, columns.adversarial, changeTitle(), tr("Change"));
    title(columns.adversarial, columns.bars, otherTitle());
}

void BoardTitles::paintSample(QPainter& painter, const Columns& columns) const
{
    const int from = DigitTile::kMargin + painter.fontMetrics().horizontalAdvance(tr("Clean")) + 8;
    painter.save();
    painter.setFont(theme::font(theme::TextRole::Small));
    painter.setPen(theme::palette().dimText);
    const int usual = columns.badge - from - DigitTile::kMargin;
    const bool isLong = painter.fontMetrics().horizontalAdvance(m_sample) > usual;
    // Beside the tile there is only a letter, lower down.
    const int room = isLong ? usual + columns.change - columns.badge : usual;
    painter.drawText(QRect(from, 0, room, height() - 4),
        static_cast<int>(Qt::AlignVCenter) | (isLong ? Qt::AlignLeft : Qt::AlignRight),
        painter.fontMetrics().elidedText(m_sample, Qt::ElideRight, room));
    painter.restore();
}

void BoardTitles::paintNote(QPainter& painter, const Columns& columns) const
{
    const int from = columns.adversarial + DigitTile::kMargin
        + painter.fontMetrics().horizontalAdvance(otherTitle()) + 8;
    painter.save();
    painter.setFont(theme::font(theme::TextRole::Small));
    painter.setPen(theme::palette().dimText);
    const int room = columns.bars - from - 8;
    const bool fits = painter.fontMetrics().horizontalAdvance(m_note) <= room;
    painter.drawText(QRect(from, 0, room, height() - 4), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(fits ? m_note : m_note.section(',', 0, 0), Qt::ElideRight, room));
    painter.restore();
}

void BoardTitles::paintKey(QPainter& painter, const Columns& columns) const
{
    const theme::Palette& p = theme::palette();
    const QString other = m_isNoiseShown ? tr("random") : tr("adversarial");
    painter.setFont(theme::font(theme::TextRole::Small));
    const int middle = (height() - 4) / 2;
    painter.setPen(QPen(p.clean, 1.0));
    painter.drawRect(columns.key, middle - 2, 14, 4);
    painter.setPen(p.dimText);
    painter.drawText(
        QRect(columns.key + 19, 0, columns.end, height() - 4), Qt::AlignLeft | Qt::AlignVCenter, tr("clean"));
    const int next = columns.key + 19 + painter.fontMetrics().horizontalAdvance(tr("clean")) + 12;
    painter.fillRect(next, middle - 3, 15, 6, p.adversarial);
    painter.drawText(QRect(next + 19, 0, columns.end, height() - 4), Qt::AlignLeft | Qt::AlignVCenter, other);
}

QString BoardTitles::changeTitle() const
{
    if (m_isNoiseShown)
        return m_isOwnScale ? tr("Random change, own scale") : tr("Random change");
    return m_isOwnScale ? tr("Change \u03B4, own scale") : tr("Change \u03B4 (signed)");
}

QString BoardTitles::otherTitle() const
{
    return m_isNoiseShown ? tr("Random, same size") : tr("Adversarial");
}

} // namespace epsilonlab::ui
