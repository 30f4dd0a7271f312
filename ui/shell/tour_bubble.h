// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QWidget>

class QLabel;
class QPushButton;

namespace epsilonlab::ui {

/// A frame around a control of the window; clicks and keys go through to what is below.
class TourFrame : public QWidget
{
    Q_OBJECT

public:
    explicit TourFrame(QWidget& window);

    void surround(const QRect& control); ///< in the window's coordinates

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// What a stop of the tour says, beside its control, never over it.
class TourBubble : public QFrame
{
    Q_OBJECT

public:
    explicit TourBubble(QWidget& window);

    void say(const QString& sentence, int step, int count);
    void setDone(); ///< the person did what was asked for
    void moveBeside(const QRect& control);

Q_SIGNALS:
    void nextWanted();
    void endWanted();

private:
    void refresh();

    QLabel* m_count = nullptr;
    QLabel* m_sentence = nullptr;
    QPushButton* m_next = nullptr;
    QPushButton* m_end = nullptr;
};

} // namespace epsilonlab::ui
