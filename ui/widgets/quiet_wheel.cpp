// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/quiet_wheel.h"

#include <QEvent>
#include <QWidget>

namespace epsilonlab::ui {

namespace {

class WheelFilter : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus())
            return false;
        event->ignore(); // and so the parents get it
        return true;
    }
};

} // namespace

void ignoreWheelWithoutFocus(QWidget& editor)
{
    editor.setFocusPolicy(Qt::StrongFocus); // a list takes the focus by the wheel otherwise
    editor.installEventFilter(new WheelFilter(&editor));
}

} // namespace epsilonlab::ui
