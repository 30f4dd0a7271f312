// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decision_strip.h"

#include "theme/theme.h"
#include "widgets/error_details.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace epsilonlab::ui {

DecisionStrip::DecisionStrip(QWidget* parent)
    : QFrame(parent)
{
    setObjectName("decisionStrip");
    setAccessibleName(tr("Question or note"));
    setAutoFillBackground(true);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName("decisionSentence");
    m_sentence->setAccessibleName(tr("Question or note"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details = new ErrorDetails(QStringLiteral("decision"), this);
    connect(m_details, &ErrorDetails::textChanged, this, [this] { showSentence(m_details->shownText()); });
    m_yes = new QPushButton(this);
    m_yes->setObjectName("decisionYesButton");
    m_no = new QPushButton(this);
    m_no->setObjectName("decisionNoButton");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 12, 6);
    row->setSpacing(10);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_details, 0, Qt::AlignVCenter);
    row->addWidget(m_yes, 0, Qt::AlignVCenter);
    row->addWidget(m_no, 0, Qt::AlignVCenter);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT accepted();
    });
    connect(m_no, &QPushButton::clicked, this, &DecisionStrip::dismiss);
    connect(theme::notifier(), &theme::Notifier::changed, this, &DecisionStrip::refresh);
    hide();
}

void DecisionStrip::ask(const QString& sentence, const QString& yes, const QString& no)
{
    say(Kind::Question, sentence);
    m_yes->setText(yes);
    m_yes->setAccessibleName(yes);
    m_no->setText(no);
    m_no->setAccessibleName(no);
    m_no->setFocus(); // the harmless answer; Tab and Space give the other
}

void DecisionStrip::showError(const QString& sentence, const QString& detail)
{
    say(Kind::Error, sentence);
    m_details->setError(sentence, detail);
}

void DecisionStrip::showNote(const QString& sentence)
{
    say(Kind::Note, sentence);
}

void DecisionStrip::say(Kind kind, const QString& sentence)
{
    if (!isHidden())
        Q_EMIT declined();
    m_kind = kind;
    m_details->clear();
    showSentence(sentence);
    m_yes->setVisible(kind == Kind::Question);
    m_no->setText(tr("Close"));
    m_no->setAccessibleName(tr("Close this message"));
    refresh();
    show();
}

void DecisionStrip::showSentence(const QString& sentence)
{
    m_sentence->setText(m_kind == Kind::Note ? sentence : QStringLiteral("\u26A0 ") + sentence);
    m_sentence->setAccessibleDescription(sentence);
}

void DecisionStrip::dismiss()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT declined();
}

void DecisionStrip::refresh()
{
    const theme::Palette& p = theme::palette();
    QPalette colours = palette();
    colours.setColor(QPalette::Window, p.field);
    colours.setColor(QPalette::WindowText, m_kind == Kind::Error ? p.error : p.text);
    setPalette(colours);
}

} // namespace epsilonlab::ui
