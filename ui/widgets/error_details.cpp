// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/error_details.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

namespace epsilonlab::ui {

ErrorDetails::ErrorDetails(const QString& name, QWidget* parent)
    : QWidget(parent)
{
    setObjectName(name + "ErrorButtons");
    setAccessibleName(tr("About the error"));
    m_open = new QToolButton(this);
    m_open->setObjectName(name + "DetailsButton");
    m_open->setText(tr("Details"));
    m_open->setCheckable(true);
    m_open->setAccessibleName(tr("Details of the error"));
    m_open->setToolTip(tr("What the library underneath said, in its own words."));
    m_copy = new QToolButton(this);
    m_copy->setObjectName(name + "CopyButton");
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the error"));
    m_copy->setToolTip(tr("The sentence and its details to the clipboard, for a search or a bug report."));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_open);
    row->addWidget(m_copy);
    connect(m_open, &QToolButton::toggled, this, &ErrorDetails::textChanged);
    connect(m_copy, &QToolButton::clicked, this, &ErrorDetails::copy);
    hide();
}

void ErrorDetails::setError(const QString& sentence, const QString& detail)
{
    m_sentence = sentence;
    m_detail = detail;
    const QSignalBlocker blocker(m_open);
    m_open->setChecked(false);
    m_open->setVisible(!detail.isEmpty());
    setVisible(!sentence.isEmpty());
}

QString ErrorDetails::shownText() const
{
    return m_open->isChecked() ? m_sentence + '\n' + m_detail : m_sentence;
}

void ErrorDetails::copy() const
{
    QApplication::clipboard()->setText(m_detail.isEmpty() ? m_sentence : m_sentence + '\n' + m_detail);
}

} // namespace epsilonlab::ui
