// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace epsilonlab::ui {

/// Every key of the program with what it does, made from the actions of the window, so that it cannot be out of date.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget& window);
};

} // namespace epsilonlab::ui
