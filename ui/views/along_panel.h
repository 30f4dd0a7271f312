// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/trace.h"
#include "theme/palette.h"

#include <QPicture>
#include <QTimer>
#include <QWidget>

class QSlider;
class QToolButton;

namespace epsilonlab::ui {

class AlongPlots;
class ElidedLabel;

/// Along the attack: loss, probability of the true class and of the likeliest wrong one at each step, for A
/// (solid) and B (dashed), and a scrubber. At its end the tiles show the result and follow epsilon; anywhere
/// else they show the pictures of that step.
class AlongPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AlongPanel(QWidget* parent = nullptr);

    void setTrace(const TraceResult& trace);
    void setOutdated(); ///< another picture is on its way: back to the end; the curves stay, greyed words,
                        ///< until the next trace
    void returnToEnd();
    void setNote(const QString& note); ///< in place of curves

    const TraceResult& trace() const { return m_trace; }
    bool isOutdated() const { return m_isOutdated; } ///< the curves are of an older result
    QPicture picture(QSize size, theme::Theme theme); ///< the curves on paper

    int step() const;
    int lastStep() const { return m_last; }
    bool isAtEnd() const { return step() >= m_last; }
    bool isOpen() const { return m_isOpen; }
    void setOpen(bool isOpen); ///< the curves too, not only the line with the scrubber
    void setHasRoom(bool hasRoom); ///< for curves: without, the line alone is shown, open or not

public Q_SLOTS:
    void stepBy(int steps);
    void goTo(int step);
    void toggle(); ///< play or pause; from the end, from the beginning

Q_SIGNALS:
    void stepChosen(int step, bool isEnd);
    void openToggled(bool isOpen); ///< by a person

private:
    void createHeader();
    void layOut();
    QToolButton* button(const char* name, const QString& text, const QString& hint);
    void advance();
    void onMoved(int step);
    void refresh();
    void stopPlaying();
    void showCurves();
    QString sentence(int step) const;

    TraceResult m_trace;
    int m_last = 0;
    bool m_isOpen = true, m_hasRoom = true, m_isOutdated = false;
    QToolButton* m_title = nullptr;
    ElidedLabel* m_words = nullptr;
    QSlider* m_scrubber = nullptr;
    QToolButton* m_first = nullptr;
    QToolButton* m_back = nullptr;
    QToolButton* m_play = nullptr;
    QToolButton* m_forward = nullptr;
    QToolButton* m_end = nullptr;
    AlongPlots* m_plots = nullptr;
    QTimer m_clock;
};

} // namespace epsilonlab::ui
