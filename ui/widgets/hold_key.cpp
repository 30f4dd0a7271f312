// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/hold_key.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace epsilonlab::ui {

HoldKey::HoldKey(Qt::Key key, QObject* parent)
    : QObject(parent)
    , m_key(key)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool HoldKey::eventFilter(QObject* watched, QEvent* event)
{
    Q_UNUSED(watched)
    if (event->type() == QEvent::ApplicationDeactivate) // the release goes to another program
        set(false);
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != m_key || key->isAutoRepeat() || key->modifiers() != Qt::NoModifier)
        return false;
    const QWidget* focus = QApplication::focusWidget();
    const bool isTyping
        = qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QAbstractSpinBox*>(focus);
    set(event->type() == QEvent::KeyPress && !isTyping);
    return false;
}

void HoldKey::set(bool isHeld)
{
    if (isHeld == m_isHeld)
        return;
    m_isHeld = isHeld;
    Q_EMIT held(isHeld);
}

} // namespace epsilonlab::ui
