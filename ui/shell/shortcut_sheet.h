// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMenuBar;
class QTreeWidget;

namespace epsilonlab::ui {

/// Every key of the program with what it does, made from the menus, so that it cannot be out of date: those
/// of the view in front first, each menu in its own order.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const QMenuBar& menus, const QString& viewInFront, QWidget* parent); ///< the view by its
                                                                                       ///< id, "attack"

private:
    void createWidgets();
    void fill(const QMenuBar& menus, const QString& viewInFront);

    QTreeWidget* m_list = nullptr;
};

} // namespace epsilonlab::ui
