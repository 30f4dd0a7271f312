// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/action_strip.h"

#include "theme/theme.h"
#include "widgets/error_details.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace epsilonlab::ui {

ActionStrip::ActionStrip(const QString& name, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(name);
    setAccessibleName(tr("Message"));
    setAutoFillBackground(true);
    m_label = new QLabel(this);
    m_label->setObjectName(name + "Label");
    m_label->setAccessibleName(tr("Message"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_details = new ErrorDetails(name, this);
    connect(m_details, &ErrorDetails::textChanged, this, &ActionStrip::refresh);
    m_first = new QToolButton(this);
    m_first->setObjectName(name + "FirstButton");
    m_second = new QToolButton(this);
    m_second->setObjectName(name + "SecondButton");
    makeWarning(name);
    layOut();
    connectAll();
    setMinimumHeight(std::max(m_first->sizeHint().height(), fontMetrics().height()) + 4);
    clear();
}

void ActionStrip::layOut()
{
    auto* first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_warning, 1);
    first->addWidget(m_dismiss, 0, Qt::AlignTop);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_label, 1);
    row->addWidget(m_details);
    row->addWidget(m_first);
    row->addWidget(m_second);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 1, 4, 1);
    rows->setSpacing(2);
    rows->addLayout(first);
    rows->addLayout(row);
}

void ActionStrip::connectAll()
{
    connect(m_first, &QToolButton::clicked, this, [this] {
        const auto act = m_firstAct; // clear() forgets it
        clear();
        if (act)
            act();
    });
    connect(m_second, &QToolButton::clicked, this, [this] {
        const auto act = m_secondAct;
        clear();
        if (act)
            act();
    });
    connect(theme::notifier(), &theme::Notifier::changed, this, &ActionStrip::refresh);
}

void ActionStrip::makeWarning(const QString& name)
{
    m_warning = new QLabel(this);
    m_warning->setObjectName(name + "Warning");
    m_warning->setAccessibleName(tr("Warning"));
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_warning->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_dismiss = new QToolButton(this);
    m_dismiss->setObjectName(name + "DismissButton");
    m_dismiss->setText(tr("Close"));
    m_dismiss->setAccessibleName(tr("Close the warning"));
    connect(m_dismiss, &QToolButton::clicked, this, [this] { showWarning({}); });
}

void ActionStrip::setHint(const QString& sentence)
{
    m_hint = sentence;
    refresh();
}

void ActionStrip::ask(const QString& sentence, const Answer& first, const Answer& second)
{
    setAnswer(m_first, first);
    setAnswer(m_second, second);
    m_firstAct = first.act;
    m_secondAct = second.act;
    m_isAsking = true;
    say(sentence, Tone::Question);
}

void ActionStrip::showError(const QString& sentence, const QString& detail)
{
    setAnswer(m_first, {tr("Close"), {}});
    m_firstAct = {};
    m_second->hide();
    m_isAsking = false;
    say(sentence, Tone::Error);
    m_details->setError(sentence, detail);
    refresh();
}

void ActionStrip::showWarning(const QString& sentence)
{
    m_warningSentence = sentence;
    refresh();
}

void ActionStrip::clear()
{
    m_firstAct = m_secondAct = {};
    m_isAsking = false;
    m_first->hide();
    m_second->hide();
    say({}, Tone::Question);
}

void ActionStrip::say(const QString& sentence, Tone tone)
{
    m_sentence = sentence;
    m_tone = tone;
    m_details->clear();
    refresh();
}

void ActionStrip::setAnswer(QToolButton* button, const Answer& answer)
{
    button->setText(answer.text);
    button->setAccessibleName(answer.text);
    button->show();
}

void ActionStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refresh();
}

void ActionStrip::refresh()
{
    const theme::Palette& p = theme::palette();
    const bool isHint = m_sentence.isEmpty();
    QPalette ground = palette();
    ground.setColor(QPalette::Window, isHint && m_warningSentence.isEmpty() ? p.background : p.panel);
    setPalette(ground);
    QPalette ink = m_label->palette();
    ink.setColor(QPalette::WindowText, isHint ? p.dimText : m_tone == Tone::Error ? p.error : p.text);
    m_label->setPalette(ink);
    const QString full = isHint ? m_hint
        : m_tone == Tone::Error ? QStringLiteral("\u26A0 ") + m_details->shownText()
                                : m_sentence;
    m_label->setWordWrap(!isHint); // a sentence is read to its end; only the hint may be cut
    m_label->setText(
        isHint ? m_label->fontMetrics().elidedText(full, Qt::ElideMiddle, m_label->width()) : full);
    m_label->setToolTip(full);
    m_label->setAccessibleDescription(full);
    refreshWarning();
}

void ActionStrip::refreshWarning()
{
    const bool isThere = !m_warningSentence.isEmpty();
    QPalette ink = m_warning->palette();
    ink.setColor(QPalette::WindowText, theme::palette().warning);
    m_warning->setPalette(ink);
    m_warning->setText(QStringLiteral("\u26A0 ") + m_warningSentence); // the sign says it without the colour
    m_warning->setAccessibleDescription(m_warningSentence);
    m_warning->setVisible(isThere);
    m_dismiss->setVisible(isThere);
    m_label->setVisible(!isThere || !m_sentence.isEmpty());
}

} // namespace epsilonlab::ui
