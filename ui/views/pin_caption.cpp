// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pin_caption.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>

namespace epsilonlab::ui {

PinCaption::PinCaption(QWidget* parent)
    : QWidget(parent)
{
    constexpr int kLines = 4;
    setObjectName("captionRow");
    setAccessibleName(tr("Caption"));
    auto* label = new QLabel(tr("Caption"), this);
    label->setObjectName("captionLabel");
    label->setAccessibleName(tr("Caption"));
    m_edit = new QPlainTextEdit(this);
    m_edit->setObjectName("captionEdit");
    m_edit->setAccessibleName(tr("Caption of the chosen figure"));
    m_edit->setToolTip(tr("What stands below the figure when it is copied or saved."));
    m_edit->setStatusTip(m_edit->toolTip());
    m_edit->setTabChangesFocus(true);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it wraps
    m_edit->setFixedHeight(kLines * fontMetrics().lineSpacing() + 16);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label, 0, Qt::AlignTop);
    row->addWidget(m_edit, 1);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] { Q_EMIT edited(m_edit->toPlainText()); });
}

void PinCaption::setText(const QString& text)
{
    const QSignalBlocker blocker(m_edit);
    m_edit->setPlainText(text);
}

void PinCaption::setEditable(bool isEditable)
{
    m_edit->setEnabled(isEditable);
}

} // namespace epsilonlab::ui
