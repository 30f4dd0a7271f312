// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace epsilonlab::ui {

/// A key that acts while it is held, wherever the focus is, except in text fields.
class HoldKey : public QObject
{
    Q_OBJECT

public:
    HoldKey(Qt::Key key, QObject* parent);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void held(bool isHeld);

private:
    void set(bool isHeld);

    Qt::Key m_key;
    bool m_isHeld = false;
};

} // namespace epsilonlab::ui
