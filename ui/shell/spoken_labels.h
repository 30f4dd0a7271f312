// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QLabel;

namespace epsilonlab::ui {

/// Lets a screen reader hear labels whose words change. A label with a fixed accessible name ("Epoch, rate
/// and time left") says that name alone, whatever it shows; here what it shows becomes its description, told
/// whenever it is painted anew. A label that describes itself is left alone. Watches every label of the
/// program.
class SpokenLabels : public QObject
{
    Q_OBJECT

public:
    explicit SpokenLabels(QObject* parent);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static void speak(QLabel& label);
};

} // namespace epsilonlab::ui
