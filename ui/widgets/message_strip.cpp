// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/message_strip.h"

#include "theme/theme.h"

#include <utility>

namespace epsilonlab::ui {

MessageStrip::MessageStrip(QWidget* parent)
    : QLabel(parent)
{
    setAccessibleName(tr("Message"));
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFixedHeight(fontMetrics().height() + 4);
    connect(theme::notifier(), &theme::Notifier::changed, this, &MessageStrip::refresh);
}

void MessageStrip::setHint(const QString& sentence)
{
    m_hint = sentence;
    refresh();
}

void MessageStrip::showWarning(const QString& sentence, const QString& why)
{
    if (sentence == m_warning)
        return;
    m_warning = sentence;
    m_why = why;
    refresh();
}

void MessageStrip::showError(const QString& sentence)
{
    m_error = sentence;
    refresh();
}

void MessageStrip::clearError()
{
    if (!m_error.isEmpty())
        showError({});
}

void MessageStrip::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    refresh();
}

void MessageStrip::refresh()
{
    const theme::Palette& p = theme::palette();
    const bool isError = !m_error.isEmpty(), isWarning = !isError && !m_warning.isEmpty();
    const QString sentence = isError ? m_error : isWarning ? m_warning : m_hint;
    // The sign says it without the colour.
    const QString shown = isError || isWarning ? QStringLiteral("\u26A0 ") + sentence : sentence;
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, isError ? p.error : isWarning ? p.warning : p.dimText);
    setPalette(colours);
    setText(fontMetrics().elidedText(shown, Qt::ElideRight, width()));
    setToolTip(isWarning && !m_why.isEmpty() ? sentence + QLatin1Char('\n') + m_why : sentence);
    setAccessibleDescription(sentence);
    if (std::exchange(m_wasHint, isHint()) != isHint())
        Q_EMIT newsChanged();
}

} // namespace epsilonlab::ui
