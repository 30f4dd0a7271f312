// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace epsilonlab::ui {

/// Files dropped anywhere on a window. What kind of file it is and what to do with it is for the receiver to
/// say.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget& window);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void dropped(const QString& path); ///< once for each file
};

} // namespace epsilonlab::ui
