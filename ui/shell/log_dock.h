// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QListWidget;

namespace epsilonlab::ui {

/// Every warning and error of this window with its time, the newest at the end. Closed until somebody wants
/// it.
class LogDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit LogDock(QWidget* parent = nullptr);

    void add(const QString& sentence);
    void takeOver(const LogDock& earlier); ///< its lines, as they were written
    int count() const;

private:
    void copy() const;

    QListWidget* m_list = nullptr;
    bool m_wasOpen = false; ///< before projector mode, which hides it
};

} // namespace epsilonlab::ui
