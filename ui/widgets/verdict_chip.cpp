// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verdict_chip.h"

#include "theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kChipPadding = 16;

QString className(int index, const QStringList& names)
{
    return index >= 0 && index < names.size() ? names[index] : QString::number(index);
}

QString sign(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Held: return QStringLiteral("\u2713");
    case Verdict::Fooled: return QStringLiteral("\u2717");
    case Verdict::TargetHit: return QStringLiteral("\u25CE");
    case Verdict::TargetMissed: return QStringLiteral("\u25CB");
    case Verdict::AlreadyWrong: break;
    }
    return QStringLiteral("!");
}

} // namespace

QString verdictText(const ModelPreview& preview, const QStringList& classNames)
{
    const QString clean = className(preview.cleanClass, classNames);
    const QString now = className(preview.adversarialClass, classNames);
    switch (preview.verdict) {
    case Verdict::Held: return QObject::tr("HELD %1").arg(now);
    case Verdict::Fooled: return QObject::tr("FOOLED %1\u2192%2").arg(clean, now);
    case Verdict::TargetHit: return QObject::tr("TARGET HIT %1").arg(now);
    case Verdict::TargetMissed:
        return QObject::tr("MISSED (now %1, wanted %2)").arg(now, className(preview.target, classNames));
    case Verdict::AlreadyWrong: break;
    }
    return QObject::tr("ALREADY WRONG");
}

DigitTile::Frame frameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Held: return DigitTile::Frame::Held;
    case Verdict::Fooled:
    case Verdict::TargetHit: return DigitTile::Frame::Fooled;
    case Verdict::TargetMissed: return DigitTile::Frame::Missed;
    case Verdict::AlreadyWrong: break;
    }
    return DigitTile::Frame::Wrong;
}

VerdictChip::VerdictChip(QWidget* parent)
    : QWidget(parent)
{
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void VerdictChip::setVerdict(Verdict verdict, const QString& words)
{
    if (verdict == m_verdict && words == m_words && !m_isRunning)
        return;
    m_verdict = verdict;
    m_isRunning = false;
    m_words = words;
    setAccessibleDescription(words);
    update();
}

void VerdictChip::setRunning(const QString& words)
{
    m_isRunning = true;
    m_words = words;
    setAccessibleDescription(words);
    update();
}

void VerdictChip::clear()
{
    m_words.clear();
    setAccessibleDescription({});
    update();
}

QFont VerdictChip::fontThatFits(const QString& words) const
{
    // "MISSED (now 7, wanted 3)" beside a long name: smaller letters rather than cut ones.
    for (theme::TextRole role : {theme::TextRole::Chip, theme::TextRole::Title}) {
        const QFont font = theme::font(role);
        if (QFontMetrics(font).horizontalAdvance(words) + kChipPadding <= width())
            return font;
    }
    return theme::font(theme::TextRole::Small);
}

QString VerdictChip::wholeWords() const
{
    return (m_isRunning ? QStringLiteral("\u2026") : sign(m_verdict)) + QStringLiteral("  ") + m_words;
}

int VerdictChip::heightAt(int width) const
{
    const QFontMetrics metrics(theme::font(theme::TextRole::Small));
    const int room = width - kChipPadding;
    if (metrics.horizontalAdvance(wholeWords()) <= room)
        return sizeHint().height();
    const QRect rows = metrics.boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, wholeWords());
    return std::max(sizeHint().height(), rows.height() + 4);
}

QSize VerdictChip::sizeHint() const
{
    const QFontMetrics metrics(theme::font(theme::TextRole::Chip));
    return {metrics.horizontalAdvance(m_words) + 44, metrics.height() + 6};
}

void VerdictChip::paintEvent(QPaintEvent*)
{
    if (m_words.isEmpty())
        return;
    const theme::Palette& p = theme::palette();
    const bool isSuccess = !m_isRunning && (m_verdict == Verdict::Fooled || m_verdict == Verdict::TargetHit);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QString words = wholeWords();
    painter.setFont(fontThatFits(words));
    // As wide as its words, at the right end of the room it has.
    const int wide = std::min(width() - 2, painter.fontMetrics().horizontalAdvance(words) + kChipPadding);
    const QRectF chip(width() - wide - 1.0, 1.0, wide - 1.0, height() - 2.0);
    const bool isWrong = !m_isRunning && m_verdict == Verdict::AlreadyWrong;
    const bool isDotted = m_isRunning || m_verdict == Verdict::TargetMissed;
    const QColor frame = isWrong ? p.warning : isSuccess ? p.adversarial : p.truth;
    painter.setPen(QPen(frame, 1.5, isDotted ? Qt::DotLine : Qt::SolidLine));
    painter.setBrush(isSuccess ? frame : p.panel);
    painter.drawRoundedRect(chip, 4.0, 4.0);
    painter.setPen(isSuccess ? p.onRole : p.text);
    const bool isWrapped = painter.fontMetrics().horizontalAdvance(words) > wide
        && height() >= 2 * painter.fontMetrics().height();
    painter.drawText(
        chip, isWrapped ? Qt::AlignCenter | Qt::TextWordWrap : Qt::AlignCenter | Qt::TextSingleLine, words);
}

} // namespace epsilonlab::ui
